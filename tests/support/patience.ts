/** How long a test waits for what must happen, in milliseconds: a busy machine fails none, what never happens does. */
export const patience = 30_000
