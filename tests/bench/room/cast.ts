/** Who and what the bench is about, as the drivers and our server's seed both need it. */

/** The people on the page: ids of episodes. */
export const people = Array.from({ length: 113 }, (_, n) => `e${String(n)}`)

/** Page 0 is the big one of the first workload; the others have twenty readers each. */
export const pageName = (page: number): string => `h${String(page)}`
export const perPage = (page: number): number => (page === 0 ? 40 : 20)
/** How often the same seat may be taken anew, each time with a client id of its own. */
export const sittings = (page: number): number => (page === 0 ? 600 : 1)

export const tokenOf = (page: number, seat: number): string => `t${String(page)}-${String(seat)}`
export const clientOf = (seat: number, sitting: number): number => 100_000_000 + sitting * 1_000 + seat
