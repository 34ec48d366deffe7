/** What a page says to the worker that waits: the only word between them. */
export const USE_IT_NOW = 'use it now';
