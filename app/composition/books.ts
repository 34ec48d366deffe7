/** Stand-in until the composition root is here. */
export { books } from './fixture';
