/** Few and fine, drawn as with a pen: 16 units square, one stroke, the colour of the text around. */

const paths = {
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  tick: 'M3 8.5l3.2 3.2L13 4.5',
  plus: 'M8 2.5v11M2.5 8h11',
  people:
    'M5.8 7.2a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.5 13.4c.2-2.6 1.900-4 4.3-4s4.100 1.400 4.300 4M10.600 7.100a2 2 0 1 0-.6-3.900M11.600 9.500c1.700.3 2.700 1.600 2.900 3.900',
  book: 'M2.5 2.5h11v11h-11zM5.500 2.500v11M7.800 5.800h3.500M7.800 8.500h3.500',
  accounts: 'M2 4h12M2 8h12M2 12h8',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  two: 'M2.5 5.500h11M2.500 10.500h11M10.500 2.500l-5 11',
  back: 'M9.500 3L4.500 8l5 5',
  undo: 'M6 3.500L2.800 6.700 6 9.900M3 6.700h6.700a3.400 3.400 0 0 1 0 6.800H7',
  redo: 'M10 3.500l3.200 3.200L10 9.900M13 6.700H6.300a3.400 3.400 0 0 0 0 6.800H9',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className="shrink-0">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2 : 1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
