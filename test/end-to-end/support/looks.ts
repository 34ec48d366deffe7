import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** A phone and a desk, in pixels. */
export const widths = [360, 1440] as const;

export const setWidth = async (page: Page, width: number): Promise<void> => {
  await page.setViewportSize({ width, height: width < 600 ? 780 : 900 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
};

/** What axe finds serious or worse, as lines that a person can act on. */
const seriousTrouble = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
};

/** What reaches over the right edge, unless it lies in a box that scrolls by itself, or is for the ear alone. */
const overTheEdge = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const isOver = (element: Element): boolean => {
      const { width, height, right } = element.getBoundingClientRect();
      // What is folded away keeps the place in Firefox that it had before the window changed.
      return element.checkVisibility() && width > 1 && height > 1 && right > window.innerWidth + 1;
    };
    const page = document.documentElement;
    const over = [...document.body.querySelectorAll('*')].filter(
      (element) => isOver(element) && !scrolls(element.parentElement),
    );
    const names = over.map(({ tagName, className }) => `${tagName} ${String(className)}`);
    return page.scrollWidth > page.clientWidth ? ['the page scrolls sideways', ...names] : names;
  });

/** Nothing on the page as it is now bars anybody, by day or by night, and nothing runs over its edge. */
export const expectToBeSound = async (
  page: Page,
  what: string,
  times: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> => {
  expect.soft(await overTheEdge(page), `width of ${what}`).toEqual([]);
  for (const colorScheme of times) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await seriousTrouble(page), `axe on ${what}, ${colorScheme}`).toEqual([]);
  }
};
