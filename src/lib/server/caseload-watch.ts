import type { Logger } from 'pino'
import { clearCaseloadFiles } from './caseload/clear-files.ts'
import type { Desk } from './storage/desk.ts'
import { Watch } from './watch.ts'

/** How often it is looked for what caseload files left and whose time is over, in milliseconds. [choice] */
const lookEvery = 60 * 60_000

interface Parts {
  desk: Desk
  log: Pick<Logger, 'error'>
}

/** Empties old errors and files of the caseload, by the server's clock. */
export function caseloadWatch({ desk, log }: Parts): Watch {
  const look = () => clearCaseloadFiles(desk)
  return new Watch({ look, every: lookEvery, failed: 'old caseload files could not be emptied', log })
}
