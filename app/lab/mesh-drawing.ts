/** Draws one mesh on a canvas: links, peers, and messages on their way. It does not know where the picture comes from. */

import type { Flight } from './simulation/pattern-run';
import type { MeshLink, MeshNode, MeshPicture } from './simulation/report';

/** A message is shown on its way for so long, in ms, whatever it took in the room's time: else nobody could follow it. */
export const FLIGHT_MS = 520;

export interface FlyingMessage extends Flight {
  /** In ms of the page's time. */
  readonly since: number;
}

/** In CSS pixels, square. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly size: number;
  readonly places: number;
  readonly hue: string;
}

const beside = 'oklch(0.62 0.014 250)';
const ink = 'oklch(0.93 0.01 88)';
const paper = 'oklch(0.185 0.008 250)';
const wrong = 'oklch(0.77 0.13 28)';
const gone = 'oklch(0.58 0.014 250)';

type Point = readonly [number, number];

/** Peers stand in a circle in the order of their places, the left half of a cut room at the left; a fixed server stands in the middle. */
const pointOf = (place: number, { size, places }: Surface): Point => {
  const middle = size / 2;
  if (place < 0) return [middle, middle];
  const angle = (2 * Math.PI * (place + 0.5)) / places + Math.PI / 2;
  const radius = middle - 16;
  return [middle + radius * Math.cos(angle), middle + radius * Math.sin(angle)];
};

const radiusFor = (places: number): number => Math.max(2.2, Math.min(6, 90 / places));

const disc = (context: CanvasRenderingContext2D, [x, y]: Point, radius: number): void => {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
};

const cross = (context: CanvasRenderingContext2D, [x, y]: Point, radius: number): void => {
  context.beginPath();
  context.moveTo(x - radius, y - radius);
  context.lineTo(x + radius, y + radius);
  context.moveTo(x + radius, y - radius);
  context.lineTo(x - radius, y + radius);
  context.strokeStyle = gone;
  context.lineWidth = 1.5;
  context.stroke();
};

const drawNode = (surface: Surface, node: MeshNode): void => {
  const { context, hue } = surface;
  const point = pointOf(node.place, surface);
  const radius = radiusFor(surface.places) * (node.isServer ? 1.6 : 1);
  if (node.look === 'gone') return cross(context, point, radius * 0.8);
  disc(context, point, radius);
  context.fillStyle = node.look === 'well' ? hue : paper;
  context.fill();
  context.strokeStyle = node.look === 'black-hole' ? wrong : hue;
  context.lineWidth = node.look === 'black-hole' ? 2.5 : 1.5;
  context.stroke();
  if (!node.isServer) return;
  disc(context, point, radius + 4);
  context.lineWidth = 1.2;
  context.stroke();
};

/** Many lines are each drawn fainter, so that peers and messages stand out. */
const drawLinks = (surface: Surface, links: readonly MeshLink[], strongest: number): void => {
  const { context } = surface;
  context.globalAlpha = Math.max(0.08, Math.min(strongest, 40 / Math.max(1, links.length)));
  context.lineWidth = 1;
  context.beginPath();
  for (const { ends } of links) {
    context.moveTo(...pointOf(ends[0], surface));
    context.lineTo(...pointOf(ends[1], surface));
  }
  context.stroke();
  context.globalAlpha = 1;
};

/** What stands still between two reports. */
export const drawMesh = (surface: Surface, { links, nodes }: MeshPicture): void => {
  const { context, size, hue } = surface;
  context.clearRect(0, 0, size, size);
  context.strokeStyle = beside;
  drawLinks(
    surface,
    links.filter(({ carriesData }) => !carriesData),
    0.22,
  );
  context.strokeStyle = hue;
  drawLinks(
    surface,
    links.filter(({ carriesData }) => carriesData),
    0.6,
  );
  for (const node of nodes) drawNode(surface, node);
};

/** Messages on their way; those that have come are left out. */
export const drawFlights = (surface: Surface, flights: readonly FlyingMessage[], now: number): void => {
  const { context, hue } = surface;
  for (const { from, to, look, since } of flights) {
    const share = (now - since) / FLIGHT_MS;
    if (share < 0 || share > 1) continue;
    const [startX, startY] = pointOf(from, surface);
    const [endX, endY] = pointOf(to, surface);
    disc(
      context,
      [startX + (endX - startX) * share, startY + (endY - startY) * share],
      look === 'other' ? 1.3 : 3,
    );
    context.globalAlpha = look === 'other' ? 0.55 : 1;
    if (look === 'redundant') {
      context.strokeStyle = hue;
      context.lineWidth = 1.2;
      context.stroke();
    } else {
      context.fillStyle = look === 'news' ? hue : ink;
      context.fill();
    }
  }
  context.globalAlpha = 1;
};

/** Where motion is not wanted: the ways that data took, as lines. */
export const drawTraces = (surface: Surface, flights: readonly Flight[]): void => {
  const { context, hue } = surface;
  context.strokeStyle = hue;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.7;
  context.beginPath();
  for (const { from, to, look } of flights) {
    if (look === 'other') continue;
    context.moveTo(...pointOf(from, surface));
    context.lineTo(...pointOf(to, surface));
  }
  context.stroke();
  context.globalAlpha = 1;
};
