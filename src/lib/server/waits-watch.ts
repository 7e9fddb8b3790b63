import type { Logger } from 'pino'
import { tellWaits } from './register/tell-waits.ts'
import type { Told } from './register/tell-waits.ts'
import type { Desk } from './storage/desk.ts'
import { Watch } from './watch.ts'

/** How often it is looked for what waits too long, in milliseconds. [choice] */
const lookEvery = 10_000

interface Parts {
  desk: Desk
  log: Pick<Logger, 'error'>
  /** Every screen hears of it, and the outbox has rows. */
  told: (told: Told) => void
}

/** Looks for what waits too long, by the server's clock; what it told is in the database, so a restart tells nothing twice. */
export function waitsWatch({ desk, log, told }: Parts): Watch {
  const look = async () => {
    for (const one of await tellWaits(desk)) told(one)
  }
  return new Watch({ look, every: lookEvery, failed: 'what waits could not be told', log })
}
