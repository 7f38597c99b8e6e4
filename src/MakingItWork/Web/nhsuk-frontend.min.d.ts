// The minified file lies beside the bundle at run time; this is all that is used of it.
export function initAll(): void;
