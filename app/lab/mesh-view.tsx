'use client';

import { useEffect, useRef } from 'react';
import type { StrategyName } from '@/lib/sync/strategy';
import {
  drawFlights,
  drawMesh,
  drawTraces,
  FLIGHT_MS,
  type FlyingMessage,
  type Surface,
} from './mesh-drawing';
import type { LabSession } from './session';
import type { MeshPicture } from './simulation/report';

export interface MeshViewProps {
  readonly session: LabSession;
  readonly pattern: StrategyName;
  readonly places: number;
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
}

/** Reports come in bursts; spread over this, messages look as they were: one after the other. */
const BURST_MS = 60;
const MOST_FLYING = 400;

const surfaceOf = (canvas: HTMLCanvasElement, places: number): Surface | null => {
  const context = canvas.getContext('2d');
  const size = canvas.clientWidth;
  if (context === null || size === 0) return null;
  const scale = window.devicePixelRatio;
  const pixels = Math.round(size * scale);
  if (canvas.width !== pixels) {
    canvas.width = pixels;
    canvas.height = pixels;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return { context, size, places, hue: getComputedStyle(canvas).color };
};

/** Shows each picture as it comes and the messages in between. Returns the way to stop. */
const animate = (canvas: HTMLCanvasElement, { session, pattern, places }: MeshViewProps): (() => void) => {
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)');
  let picture: MeshPicture | null = null;
  let flying: FlyingMessage[] = [];
  let request = 0;

  const draw = (): void => {
    request = 0;
    const surface = surfaceOf(canvas, places);
    if (surface === null || picture === null) return;
    drawMesh(surface, picture);
    if (isStill.matches) return drawTraces(surface, picture.flights);
    const now = performance.now();
    flying = flying.filter(({ since }) => now - since < FLIGHT_MS);
    drawFlights(surface, flying, now);
    if (flying.length > 0) drawSoon();
  };

  const drawSoon = (): void => {
    if (request === 0) request = requestAnimationFrame(draw);
  };

  const stop = session.onPicture(pattern, (next) => {
    picture = next;
    const now = performance.now();
    if (!isStill.matches)
      for (const [index, flight] of next.flights.entries())
        if (flying.length < MOST_FLYING)
          flying.push({ ...flight, since: now + (BURST_MS * index) / next.flights.length });
    drawSoon();
  });
  const observer = new ResizeObserver(drawSoon);
  observer.observe(canvas);
  return () => {
    stop();
    observer.disconnect();
    cancelAnimationFrame(request);
  };
};

/** A mesh with its messages travelling. */
export function MeshView(props: MeshViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { session, pattern, places, label } = props;
  useEffect(() => {
    const element = canvas.current;
    return element === null ? undefined : animate(element, { session, pattern, places, label: '' });
  }, [session, pattern, places]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className="aspect-square w-full text-(--hue)"
      width={300}
      height={300}
    />
  );
}
