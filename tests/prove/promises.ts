import { promise as bitRot } from './bit-rot.ts'
import { promise as convergence } from './convergence.ts'
import { promise as crowd } from './crowd.ts'
import { promise as fair } from './fair.ts'
import { promise as falseSaved } from './false-saved.ts'
import { promise as hostile } from './hostile.ts'
import { promise as identity } from './identity.ts'
import { promise as power } from './power.ts'
import { promise as foreignLock } from './foreign-lock.ts'
import { promise as fullDisk } from './full-disk.ts'
import type { Provable } from './provable.ts'
import { promise as revocation } from './revocation.ts'
import { promise as saved } from './saved.ts'

/** Every promise `npm run prove` can prove, by the name it is asked for. */
export const promises: Record<string, Provable> = {
  saved,
  power,
  'false-saved': falseSaved,
  convergence,
  hostile,
  fair,
  identity,
  revocation,
  'bit-rot': bitRot,
  'full-disk': fullDisk,
  'foreign-lock': foreignLock,
  crowd,
}
