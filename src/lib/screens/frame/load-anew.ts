import { invalidateAll } from '$app/navigation'
import { page } from '$app/state'

/** The load that is asked for and has not begun. */
let next: Promise<void> | null = null
/** Whatever has begun or is asked for, to its end. */
let before: Promise<unknown> = Promise.resolve()
/** How often a load is begun again that another one overtook. */
const most = 5
/** Milliseconds after which an answer that does not come holds nothing and nobody up any longer. */
const longest = 15_000

/**
 * Loads the page anew and resolves when it shows what was loaded. One load at a time: whoever asks meanwhile shares the
 * next one, so that many changes in a row neither overtake each other nor keep the screen from showing any of them.
 */
export function loadAnew(): Promise<void> {
  if (next !== null) return next
  const mine = before.then(() => {
    next = null
    return Promise.race([load(), new Promise<void>((resolve) => setTimeout(resolve, longest))])
  })
  next = mine
  before = mine.catch(() => null)
  return mine
}

async function load(): Promise<void> {
  const shown = page.data
  for (let round = 0; round < most && page.data === shown; round += 1) await invalidateAll()
}
