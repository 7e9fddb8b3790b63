/** Seconds, minutes and hours after a failed attempt until the next, in milliseconds: about a day in all. [choice] */
const minute = 60_000
export const pauses = [0.5, 2, 10, 30, 60, 120, 240, 480, 480].map((minutes) => minutes * minute)
/** A receiver that is back is not met by everybody in the same instant: up to a fifth more. */
const jitter = 0.2
/** What stood in line behind a dead receiver for as long has had its chances, too, after a few tries of its own. */
export const longest = pauses.reduce((sum, pause) => sum + pause, 0)
const fewest = 3

/**
 * When it is tried again after its `attempts`-th attempt failed, or null when that was the last. `chance` from 0 to 1.
 */
export function nextAttempt(
  { attempts, since, now }: { attempts: number; since: string; now: Date },
  chance: number,
): Date | null {
  const pause = pauses[attempts - 1]
  const waited = now.getTime() - Date.parse(since)
  if (pause === undefined || (waited >= longest && attempts >= fewest)) return null
  return new Date(now.getTime() + pause * (1 + jitter * chance))
}
