import { randomBytes, randomInt } from 'node:crypto'
import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm'
import { Problem } from '../../reablement/problem.ts'
import { codeLasts, makeCode } from '../../reablement/screen-code.ts'
import { whenFree } from '../storage/busy.ts'
import type { Desk } from '../storage/desk.ts'
import { screen, screenCode } from '../storage/screen-schema.ts'
import { hashed } from './hashed.ts'
import type { Sessions } from './sessions.ts'
import { Throttle } from './throttle.ts'

/** New codes one network address may ask for within five minutes: a whole building may sit behind it. [choice] */
const codesAtOnce = 60
/** How long a code that has passed is known as one, in milliseconds: whoever types it is told so. */
const expiredKept = 3_600_000

/** What a browser that waits to be paired is told. */
export type ScreenAnswer =
  /** Show this code. `device` is what the browser keeps, to be known again. */
  | { kind: 'code'; device: string; code: string; expiresAt: string }
  /** The code it shows still holds. */
  | { kind: 'waiting' }
  /** A colleague has paired it: `token` is its session's, which lasts that many seconds. */
  | { kind: 'paired'; token: string; seconds: number }

/** Codes for screens that wait to be paired. Nobody is signed in there: all a device has is a cookie we gave it. */
export class ScreenCodes {
  readonly #desk: Desk
  readonly #sessions: Sessions
  readonly #made = new Throttle({ email: codesAtOnce, address: codesAtOnce })

  constructor(desk: Desk, sessions: Sessions) {
    this.#desk = desk
    this.#sessions = sessions
  }

  /**
   * What a waiting browser asks every other second. `device` is its cookie's value, if it has one; `shows` whether a
   * code is on it; `address` where it is on the network, for throttling. Throws Problem 'too-many-tries'.
   */
  async ask(device: string | undefined, shows: boolean, address: string): Promise<ScreenAnswer> {
    const known = device === undefined ? null : hashed(device)
    const paired = known === null ? null : this.#pairedAs(known)
    if (paired) {
      const token = await this.#sessions.startFor(paired.screen, paired.until)
      const left = Date.parse(paired.until) - this.#desk.clock().getTime()
      return { kind: 'paired', token, seconds: Math.max(1, Math.floor(left / 1000)) }
    }
    if (shows && known !== null && this.#holds(known)) return { kind: 'waiting' }
    const now = this.#desk.clock().getTime()
    if (!this.#made.mayTry(address, address, now)) throw new Problem('too-many-tries')
    this.#made.wrong(address, address, now)
    return this.#make(device ?? randomBytes(32).toString('base64url'))
  }

  #pairedAs(device: string): { screen: string; until: string } | null {
    const now = this.#desk.clock().toISOString()
    const row = this.#desk.storage
      .select({ screen: screen.colleague, until: screen.until })
      .from(screenCode)
      .innerJoin(screen, eq(screen.colleague, screenCode.screen))
      .where(
        and(
          eq(screenCode.device, device),
          gt(screenCode.expiresAt, now),
          isNull(screen.endedAt),
          gt(screen.until, now),
        ),
      )
      .orderBy(desc(screen.pairedAt))
      .get()
    return row ?? null
  }

  #holds(device: string): boolean {
    const now = this.#desk.clock().toISOString()
    const mine = and(eq(screenCode.device, device), isNull(screenCode.screen), gt(screenCode.expiresAt, now))
    return this.#desk.storage.select().from(screenCode).where(mine).get() !== undefined
  }

  async #make(device: string): Promise<ScreenAnswer> {
    const at = this.#desk.clock()
    const code = makeCode(randomInt)
    const expiresAt = after(at, codeLasts)
    const mine = eq(screenCode.device, hashed(device))
    await whenFree(this.#desk.storage, () =>
      this.#desk.storage.transaction(
        (tx) => {
          tx.delete(screenCode)
            .where(lt(screenCode.expiresAt, after(at, -expiredKept)))
            .run()
          // One code a device: what it showed before has passed, and so has what came of it.
          tx.update(screenCode)
            .set({ expiresAt: at.toISOString() })
            .where(and(mine, gt(screenCode.expiresAt, at.toISOString())))
            .run()
          const row = { code: hashed(code), device: hashed(device), expiresAt, screen: null }
          tx.insert(screenCode).values(row).onConflictDoUpdate({ target: screenCode.code, set: row }).run()
        },
        { behavior: 'immediate' },
      ),
    )
    return { kind: 'code', device, code, expiresAt }
  }
}

/** That many milliseconds later, ISO UTC. */
export function after(at: Date, milliseconds: number): string {
  return new Date(at.getTime() + milliseconds).toISOString()
}
