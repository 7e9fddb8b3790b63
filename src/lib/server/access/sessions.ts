import { randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { record } from '../audit/record.ts'
import type { Desk } from '../storage/desk.ts'
import { whenFree } from '../storage/busy.ts'
import { withoutWaiting } from '../storage/open.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague, session } from '../storage/schema.ts'
import { hashed } from './hashed.ts'
import { hashPassword, passwordFits } from './password.ts'
import { Throttle } from './throttle.ts'

/** Minutes at a desk without a touch, and hours at most. Screens do not idle. [choice] */
export const sessionLimits = { idleMinutes: 15, longestHours: 10 }

/** A live session and whose it is. */
export interface Session {
  id: string
  colleague: Colleague
  endsAt: string
}

/** How often a touch is written down, in milliseconds. */
const touchEvery = 30_000
/** After one that could not be written none is tried for this long, in milliseconds. */
const touchPause = 2_000

/** Asked at every socket, every second: prepared once. */
function prepare({ storage }: Desk) {
  const id = eq(session.id, sql.placeholder('id'))
  const { name, jobTitle, team, role, active, qualification } = colleague
  const who = { id: colleague.id, name, jobTitle, team, role, active, qualification }
  return {
    open: storage
      .select({ seenAt: session.seenAt, endsAt: session.endsAt, colleague: who })
      .from(session)
      .innerJoin(colleague, eq(colleague.id, session.colleague))
      .where(and(id, isNull(session.endedAt)))
      .prepare(),
    seenAt: storage.select({ seenAt: session.seenAt }).from(session).where(id).prepare(),
  }
}

/** Our own sessions: the cookie holds a random token, the table its SHA-256. */
export class Sessions {
  readonly #desk: Desk
  readonly #sql: ReturnType<typeof prepare>
  readonly #throttle = new Throttle()
  /** Compared against when nobody has that e-mail, so that both answers take equally long. */
  readonly #nobody = hashPassword(randomBytes(16).toString('hex'))
  /** By e-mail: the try under way. The next waits for it, so that many sent at once are counted one by one. */
  readonly #trying = new Map<string, Promise<unknown>>()
  #onEnded: (session: string) => void = () => undefined
  /** Steady milliseconds. */
  #noTouchBefore = 0

  constructor(desk: Desk) {
    this.#desk = desk
    this.#sql = prepare(desk)
  }

  /** Called with each session's id as it ends, however it ends. */
  onEnded(listener: (session: string) => void): void {
    this.#onEnded = listener
  }

  /**
   * Checks e-mail and password; returns the token for the cookie. `address` is the network address, for throttling.
   * Throws Problem `too-many-tries` or `wrong-sign-in`.
   */
  async signIn(
    email: string,
    password: string,
    address: string,
  ): Promise<{ token: string; colleague: Colleague }> {
    const tried = email.trim().toLowerCase()
    const turn = (this.#trying.get(tried) ?? Promise.resolve()).then(() =>
      this.#try(tried, password, address),
    )
    const settled = turn.catch(() => undefined)
    this.#trying.set(tried, settled)
    try {
      return await turn
    } finally {
      if (this.#trying.get(tried) === settled) this.#trying.delete(tried)
    }
  }

  async #try(tried: string, password: string, address: string) {
    const now = this.#desk.clock()
    if (!this.#throttle.mayTry(tried, address, now.getTime())) throw new Problem('too-many-tries')
    const row = this.#desk.storage.select().from(colleague).where(eq(colleague.email, tried)).get()
    const fits = await passwordFits(password, row?.passwordHash ?? (await this.#nobody))
    if (!row || !fits || !row.active) {
      this.#throttle.wrong(tried, address, now.getTime())
      await this.#audit(row?.id ?? null, 'sign in', 'wrong-sign-in')
      throw new Problem('wrong-sign-in')
    }
    this.#throttle.right(tried)
    return { token: await this.#start(row.id, now), colleague: asColleague(row) }
  }

  /**
   * Starts a session nobody typed a password for: a shared screen's, once a colleague has paired it. Those it has end.
   * `until` is an ISO instant. Returns the token for the cookie.
   */
  async startFor(colleagueId: string, until: string): Promise<string> {
    const held = and(eq(session.colleague, colleagueId), isNull(session.endedAt))
    const open = this.#desk.storage.select({ id: session.id }).from(session).where(held).all()
    for (const { id } of open) this.end(id, 'session ended')
    return this.#start(colleagueId, this.#desk.clock(), until)
  }

  async #start(colleagueId: string, now: Date, until?: string): Promise<string> {
    const token = randomBytes(32).toString('base64url')
    const at = now.toISOString()
    const longest = sessionLimits.longestHours * 3_600_000
    const endsAt = until ?? new Date(now.getTime() + longest).toISOString()
    await this.#write((tx) => {
      tx.insert(session)
        .values({ id: hashed(token), colleague: colleagueId, startedAt: at, seenAt: at, endsAt })
        .run()
      record(tx, {
        at,
        colleague: colleagueId,
        act: 'sign in',
        thing: 'service',
        thingId: null,
        result: 'done',
      })
    })
    return token
  }

  /** The session behind a cookie's token, or null when there is none that still holds. */
  find(token: string | undefined): Session | null {
    return token ? this.get(hashed(token)) : null
  }

  /** The session by its id, or null when it has ended, idled out, or its colleague is no longer active. */
  get(id: string): Session | null {
    const row = this.#sql.open.get({ id })
    if (!row) return null
    const now = this.#desk.clock().getTime()
    const idle = now - Date.parse(row.seenAt) > sessionLimits.idleMinutes * 60_000
    const over = (idle && row.colleague.role !== 'screen') || now > Date.parse(row.endsAt)
    // Ended, not only refused: sockets that merely listen are cut off with it.
    if (over || !row.colleague.active) {
      this.end(id, 'session ended')
      return null
    }
    return { id, colleague: asColleague(row.colleague), endsAt: row.endsAt }
  }

  /**
   * A person did something: puts off the idle end. Written at most every half minute. What cannot be written now, on a
   * full disk or while another process writes, is left for later: it must neither stop nor slow anybody.
   */
  touch(id: string): void {
    if (performance.now() < this.#noTouchBefore) return
    const at = this.#desk.clock()
    const row = this.#sql.seenAt.get({ id })
    if (!row || at.getTime() - Date.parse(row.seenAt) < touchEvery) return
    try {
      withoutWaiting(this.#desk.storage, () => {
        this.#desk.storage.update(session).set({ seenAt: at.toISOString() }).where(eq(session.id, id)).run()
      })
    } catch {
      this.#noTouchBefore = performance.now() + touchPause
    }
  }

  /**
   * Ends one session; its sockets close within a second. `how` says in the audit whether somebody signed out or the
   * session ended of itself: idle too long, over its hours, or its colleague no longer active.
   */
  end(id: string, how: 'sign out' | 'session ended' = 'sign out'): void {
    const at = this.#desk.clock().toISOString()
    this.#desk.storage.transaction((tx) => {
      const ended = tx
        .update(session)
        .set({ endedAt: at })
        .where(and(eq(session.id, id), isNull(session.endedAt)))
        .returning({ colleague: session.colleague })
        .all()
      for (const { colleague: who } of ended) {
        record(tx, { at, colleague: who, act: how, thing: 'service', thingId: null, result: 'done' })
      }
    })
    this.#onEnded(id)
  }

  /** Ends every session that has idled or lasted too long; called on a timer. */
  sweep(): void {
    const open = this.#desk.storage
      .select({ id: session.id })
      .from(session)
      .where(isNull(session.endedAt))
      .all()
    for (const { id } of open) this.get(id)
  }

  async #audit(who: string | null, act: string, result: string): Promise<void> {
    const at = this.#desk.clock().toISOString()
    await this.#write((tx) => {
      record(tx, { at, colleague: who, act, thing: 'service', thingId: null, result })
    })
  }

  /** Nobody waits while another process writes but whoever signs in. */
  #write(work: (tx: Transaction) => void): Promise<void> {
    const { storage } = this.#desk
    return whenFree(storage, () => storage.transaction(work, { behavior: 'immediate' }))
  }
}

function asColleague(row: Colleague): Colleague {
  const { id, name, jobTitle, team, role, qualification = null } = row
  return { id, name, jobTitle, team, role, qualification }
}
