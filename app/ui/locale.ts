/** How this person writes numbers and dates. The text of the app is English; its figures are the reader's own. */
export const locale = (): string => (typeof navigator === 'undefined' ? 'en' : navigator.language || 'en');
