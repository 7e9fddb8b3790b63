import { createContext, tick, untrack } from 'svelte'
import type { Desk } from '#lib/live/context.ts'
import type { ActionView } from '#lib/reablement/action.ts'
import type { BoardRow } from '#lib/reablement/board.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import type { Marks } from '#lib/reablement/marks.ts'
import { isFound } from './find.ts'
import { changedPlaces, inMarkingOrder, inOrder, rowsInOrder } from './order.ts'
import type { Sort } from './order.ts'
import { PremarkList } from './premark-list.svelte.ts'
import { isShown } from './show.ts'
import type { Show } from './show.ts'
import { Stamps } from './stamps.svelte.ts'
import { standingsOf } from './standing.ts'
import type { Standing } from './standing.ts'

/** How close the rows stand. */
export type Look = 'roomy' | 'dense'

/** What the board's page gives: its rows, its day, and what the address asks for. */
export interface Given {
  rows: BoardRow[]
  asAt: LocalDate
  /** The day of the last closed huddle. */
  lastHuddle: LocalDate | null
  show: Show
  sort: Sort
}

/** How the board was left: kept with the desk in memory alone, because a name to find belongs in no browser storage. */
interface Left {
  find: string
  active: string | null
  /** How far the rows were scrolled, in pixels. */
  top: number
}
const left = new WeakMap<Desk, Left>()

/** A menu of choices opened at a control. */
export interface OpenMenu {
  anchor: HTMLElement
  label: string
  choices: { value: string; words: string; sign?: string; key?: string }[]
  value: string | null
  pick: (value: string) => void
}

/**
 * The board as one colleague has it open: which rows, in which order, and what is open in them.
 * A row being read does not move: the order is that of the last thing this colleague asked for, and `changed` counts
 * the rows that would stand elsewhere by now.
 */
export class Board {
  readonly desk: Desk
  readonly stamps = new Stamps()
  /** The own team's list, `?show=premark`. */
  readonly premark = new PremarkList(this)
  readonly #given: () => Given

  look = $state<Look>('roomy')
  find = $state('')
  /** The row with the tab stop. */
  active = $state<string | null>(null)
  /** Whose note is open for writing. */
  note = $state<string | null>(null)
  /** Where an action is being agreed, and where the keyboard goes afterwards. */
  composer = $state.raw<{ episode: string; back: () => void } | null>(null)
  /** Who is being raised. */
  raising = $state<string | null>(null)
  menu = $state.raw<OpenMenu | null>(null)
  /** Just agreed: can be undone for ten seconds. */
  agreed = $state.raw<ActionView | null>(null)
  /** What was refused, in words. */
  refusal = $state<string | null>(null)
  printing = $state(false)
  #shown = $state(0)

  constructor(desk: Desk, look: Look, given: () => Given) {
    this.desk = desk
    this.look = look
    this.#given = given
    const before = left.get(desk)
    this.find = before?.find ?? ''
    this.active = before?.active ?? null
  }

  /** Leaves the board for another screen of this tab. */
  leave(top: number): void {
    left.set(this.desk, { find: this.find, active: this.active, top })
  }

  /** Where the rows stood and which had the keyboard when this tab left the board; null the first time. */
  wasLeft(): { top: number; row: string | null } | null {
    const before = left.get(this.desk)
    return before ? { top: before.top, row: before.active } : null
  }

  /** Whether the page's own word has come: until then marks are those the board was loaded with. */
  #heardPage = false
  readonly #settled = $derived.by(() => {
    this.#heardPage ||= this.desk.page.saved === 'saved'
    return this.#heardPage
  })

  readonly asAt = $derived.by(() => this.#given().asAt)
  readonly show = $derived.by(() => this.#given().show)
  readonly sort = $derived.by(() => this.#given().sort)
  readonly standings = $derived.by(() => {
    const { actions, live, days: rules } = this.desk
    const days = {
      closures: rules.closures,
      asAt: this.asAt,
      huddleDate: live.steering.date,
      lastHuddle: this.#given().lastHuddle,
    }
    return standingsOf(
      this.#given().rows,
      (episode) => this.marks(episode),
      (episode) => actions.of(episode),
      days,
    )
  })
  /** Everybody's standing when this colleague last asked for something. Reads what is live without following it. */
  readonly #held = $derived.by(() => {
    const asked = [this.show, this.sort, this.find, this.#shown, this.#settled]
    return untrack(() => (asked.length > 0 ? this.standings : []))
  })
  readonly order = $derived.by(() => this.#pick(this.#held))
  readonly changed = $derived.by(() => changedPlaces(this.order, this.#pick(this.standings)))
  readonly rows = $derived.by(() => rowsInOrder(this.#given().rows, this.order))
  /** The row the arrow keys start from. */
  readonly stop = $derived.by(() =>
    this.active !== null && this.order.includes(this.active) ? this.active : (this.order[0] ?? null),
  )

  #pick(standings: readonly Standing[]): string[] {
    const chosen = this.#chosen(standings)
    if (!this.premark.isOpen) return inOrder(chosen, this.sort)
    const { first, rest } = inMarkingOrder(chosen, this.sort, this.desk.me.team)
    return [...first, ...rest]
  }

  /** On the own list: who comes first of everybody else; null when nobody stands before or behind the line. */
  readonly restFrom = $derived.by(() => {
    if (!this.premark.isOpen) return null
    const { first, rest } = inMarkingOrder(this.#chosen(this.#held), this.sort, this.desk.me.team)
    return first.length > 0 ? (rest[0] ?? null) : null
  })

  #chosen(standings: readonly Standing[]): Standing[] {
    const { find, show, asAt, desk } = this
    return standings.filter(
      (standing) =>
        isShown(show, standing, asAt, desk.me.team) &&
        isFound(
          find,
          standing.row,
          standing.open.map(({ title }) => title),
        ),
    )
  }

  /** A person's marks. */
  marks(episode: string): Marks {
    return this.#settled ? this.desk.page.marks(episode) : this.stamps.marks(episode)
  }

  count(show: Show): number {
    return this.standings.filter((standing) => isShown(show, standing, this.asAt, this.desk.me.team)).length
  }

  /** Puts the rows where they belong by now. */
  showChanged(): void {
    this.#shown++
  }

  /** Changed at once, and kept with the colleague for next time: a failure to keep it costs nothing now. */
  changeLook(look: Look): void {
    this.look = look
    const body = new FormData()
    body.set('density', look)
    void fetch('/settings', { method: 'POST', body, redirect: 'manual' }).catch(() => null)
  }

  /** Moves the tab stop by `steps` rows and the keyboard with it. */
  move(steps: number): void {
    const from = this.stop === null ? -1 : this.order.indexOf(this.stop)
    const to = this.order[Math.min(Math.max(from + steps, 0), this.order.length - 1)]
    if (to !== undefined) this.focusRow(to)
  }

  focusRow(episode: string): void {
    this.active = episode
    rowElement(episode)?.focus()
  }

  openNote(episode: string): void {
    this.active = episode
    if (!this.desk.page.damage) this.note = episode
  }

  /** Leaves the note. `toRow`: by key, so the keyboard stays on the row. */
  async leaveNote(episode: string, toRow: boolean): Promise<void> {
    if (this.note === episode) this.note = null
    if (!toRow) return
    await tick()
    this.focusRow(episode)
  }

  compose(
    episode: string,
    back: () => void = () => {
      this.focusRow(episode)
    },
  ): void {
    this.active = episode
    this.composer = { episode, back }
  }

  async leaveComposer(): Promise<void> {
    const back = this.composer?.back
    this.composer = null
    await tick()
    back?.()
  }

  async leaveRaising(episode: string, toRow: boolean): Promise<void> {
    this.raising = null
    if (!toRow) return
    await tick()
    this.focusRow(episode)
  }
}

export function rowElement(episode: string): HTMLElement | null {
  return document.getElementById(`row-${episode}`)
}

const [getBoard, setBoard] = createContext<Board>()
export { getBoard, setBoard }
