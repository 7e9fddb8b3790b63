import { and, eq, inArray, ne, or } from 'drizzle-orm'
import type { Logger } from 'pino'
import { openStates } from '../reablement/action.ts'
import type { ActionView } from '../reablement/action.ts'
import type { Colleague } from '../reablement/colleague.ts'
import type { Steering } from '../reablement/huddle.ts'
import type { Marks } from '../reablement/marks.ts'
import type { ScreenView } from '../reablement/screen-view.ts'
import { protocolVersion } from '../wire/notices.ts'
import type { News } from '../wire/notices.ts'
import { listTeams, serviceName } from './access/colleagues.ts'
import { cutOffScreen } from './access/cut-off-screen.ts'
import { listColleaguesAndScreens } from './access/list-screens.ts'
import { pairScreen } from './access/pair-screen.ts'
import { ScreenCodes } from './access/screen-codes.ts'
import type { Sessions } from './access/sessions.ts'
import { Throttle } from './access/throttle.ts'
import { readRoomPeople, screenView } from './board/read-screen-view.ts'
import type { RoomPeople } from './board/read-screen-view.ts'
import { lastClosing } from './huddles/last-closing.ts'
import { photoOnScreens } from './huddles/photo-on-screens.ts'
import { openHuddle } from './huddles/open-huddle.ts'
import type { Notices } from './notices/notices.ts'
import { actionViews } from './register/action-views.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { Desk } from './storage/desk.ts'
import { PageDamaged } from './storage/page-log.ts'
import { action } from './storage/schema.ts'
import { closureDays } from './storage/service-settings.ts'

/** A shared screen is shown what changed at most this often, in milliseconds: five times a second. */
const showEvery = 200
/** How often is looked who is in the note that is shown, in milliseconds. */
const writersEvery = 1_000
/** What is known of the people is read anew after this long at the latest, in milliseconds: a day ends at midnight. */
const peopleKept = 60_000

interface Parts {
  desk: Desk
  sessions: Sessions
  rooms: () => Rooms
  notices: () => Notices
  steering: () => Steering
  log: Pick<Logger, 'error'>
}

/** Shared screens: how they are paired and cut off, and what they are shown, when it has changed. */
export class SharedScreens {
  readonly #parts: Parts
  readonly #codes: ScreenCodes
  readonly #tries = new Throttle()
  readonly #watch: NodeJS.Timeout
  #people: { read: RoomPeople; at: number } | undefined
  #movedAt: string
  #showing: NodeJS.Timeout | undefined
  #shownAt = 0
  #writers = ''

  constructor(parts: Parts) {
    this.#parts = parts
    this.#codes = new ScreenCodes(parts.desk, parts.sessions)
    this.#movedAt = parts.desk.clock().toISOString()
    this.#watch = setInterval(() => this.#lookForWriters(), writersEvery).unref()
  }

  /** What a browser that waits to be paired is told. */
  ask(...asked: Parameters<ScreenCodes['ask']>): ReturnType<ScreenCodes['ask']> {
    return this.#codes.ask(...asked)
  }

  /** Pairs the browser that shows the code. Throws the act's Problem. */
  pair(who: Colleague, given: unknown): ReturnType<typeof pairScreen> {
    return pairScreen(this.#parts.desk, who, given, this.#tries)
  }

  /** Takes a screen's access away. Throws the act's Problem. */
  cutOff(who: Colleague, given: unknown): ReturnType<typeof cutOffScreen> {
    return cutOffScreen(this.#parts.desk, this.#parts.sessions, who, given)
  }

  /** Everybody, and the screens with whether they are connected now. Throws the act's Problem. */
  async list(who: Colleague) {
    const { colleagues, screens } = await listColleaguesAndScreens(this.#parts.desk, who)
    const connected = this.#parts.notices().screens
    return {
      colleagues,
      screens: screens.map((screen) => ({ ...screen, connected: connected.includes(screen.id) })),
    }
  }

  /** Something was told to colleagues: whatever it was, it may show. */
  told(news: News): void {
    if (news.kind !== 'mark') this.#people = undefined
    const turned = news.kind === 'page turned' && !news.closed.itself
    const moved = turned || (news.kind === 'steering' && news.act !== undefined)
    if (moved) this.#movedAt = this.#parts.desk.clock().toISOString()
    this.changed()
  }

  /** The open huddle's row alone: asked with every edit, a whole steering would be nine queries. */
  get #open() {
    const { storage, clock } = this.#parts.desk
    return openHuddle(storage, clock)
  }

  /** Somebody wrote in a note. */
  written(huddle: string, episode: string): void {
    if (this.#showing || this.#parts.notices().screens.length === 0) return
    const { id, current } = this.#open
    if (id === huddle && current === episode) this.changed()
  }

  /** Shows what there is to see, soon and not too often. */
  changed(): void {
    if (this.#showing || this.#parts.notices().screens.length === 0) return
    const pause = Math.max(0, this.#shownAt + showEvery - performance.now())
    this.#showing = setTimeout(() => this.#show(), pause)
  }

  #show(): void {
    this.#showing = undefined
    this.#shownAt = performance.now()
    try {
      this.#parts.notices().show(this.view())
    } catch (error) {
      // A throw from a timer would end the process and the meeting with it.
      this.#parts.log.error({ error }, 'the shared screens could not be shown what changed')
    }
  }

  /** What a shared screen shows now. */
  view(): ScreenView {
    const { desk, rooms, notices } = this.#parts
    const now = desk.clock()
    const steering = this.#parts.steering()
    const { huddle, current } = steering
    const live = steering.state === 'live'
    return screenView({
      ...{ version: protocolVersion, now, steering, movedAt: this.#movedAt },
      closures: closureDays(desk.storage),
      ...{ service: serviceName(desk.storage), teams: listTeams(desk.storage), here: notices().present },
      people: this.#roomPeople(now),
      actions: live ? this.#actions(steering) : [],
      ...this.#page(steering),
      writers: current === null ? [] : rooms().writers(huddle, current),
      photo: steering.photo ? photoOnScreens(desk.storage) : null,
      damage: rooms().damageOf(huddle),
      lastClosing: live ? null : lastClosing(desk.storage),
    })
  }

  #roomPeople(now: Date): RoomPeople {
    const kept = this.#people
    if (kept && now.getTime() - kept.at < peopleKept) return kept.read
    const read = readRoomPeople(this.#parts.desk.storage, now)
    this.#people = { read, at: now.getTime() }
    return read
  }

  #actions({ huddle, current, step, promises }: Steering): ActionView[] {
    const agreed = and(eq(action.huddle, huddle), ne(action.state, 'cancelled'))
    const open =
      current === null ? undefined : and(eq(action.episode, current), inArray(action.state, [...openStates]))
    const late = step === 'promises' ? inArray(action.id, promises) : undefined
    return actionViews(this.#parts.desk.storage, or(agreed, open, late))
  }

  /** What the page says: all marks, and the note of whoever is talked about; of a page nothing can be trusted of, nothing. */
  #page({ huddle, current }: Steering): { marks: ReadonlyMap<string, Marks>; note: string } {
    const nothing = { marks: new Map<string, Marks>(), note: '' }
    try {
      const rooms = this.#parts.rooms()
      return { marks: rooms.marks(huddle), note: current === null ? '' : rooms.note(huddle, current) }
    } catch (error) {
      if (error instanceof PageDamaged) return nothing
      throw error
    }
  }

  /** Who goes into a note or leaves it writes nothing by that. */
  #lookForWriters(): void {
    if (this.#parts.notices().screens.length === 0) return
    try {
      const { id, current } = this.#open
      const there = current === null ? [] : this.#parts.rooms().writers(id, current)
      const writers = there.map(({ id }) => id).join(' ')
      if (writers !== this.#writers) this.changed()
      this.#writers = writers
    } catch (error) {
      this.#parts.log.error({ error }, 'it could not be seen who is writing')
    }
  }

  close(): void {
    clearInterval(this.#watch)
    clearTimeout(this.#showing)
  }
}
