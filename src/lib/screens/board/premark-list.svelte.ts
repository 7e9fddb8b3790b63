import { tick } from 'svelte'
import type { TeamMark } from '#lib/reablement/marks.ts'
import { isMarkedBy, teamsProgress } from '#lib/reablement/premark.ts'
import type { TeamProgress } from '#lib/reablement/premark.ts'
import type { Board } from './board.svelte.ts'
import { sayMarked } from './say.ts'

/** What was done on the list, for taking it back. */
type Done = { episode: string; was: TeamMark | null; is: TeamMark | null } | 'rest'

/** The line below the last row: the keyboard goes there when the list has been gone through. */
export const endOfList = 'end-of-list'

/**
 * A team's own list: whom it has not marked yet, one key a person. Nobody moves under a finger: whoever is marked stays
 * in place until the list is opened anew, searched or sorted, or the marked are taken off by a press.
 */
export class PremarkList {
  readonly #board: Board
  #done: readonly Done[] = []
  #busy = false
  /** What the last press did, said to whoever does not see it. */
  said = $state('')

  constructor(board: Board) {
    this.#board = board
  }

  get isOpen(): boolean {
    return this.#board.show === 'premark'
  }

  /** How far every team is. */
  readonly teams: TeamProgress[] = $derived.by(() => {
    const { desk, standings } = this.#board
    const codes = desk.teams.map(({ code }) => code)
    return teamsProgress(
      codes,
      standings.map(({ marks }) => marks),
      desk.live.steering.teamsDone,
    )
  })

  /** How far this colleague's own team is. */
  get mine(): TeamProgress | undefined {
    return this.teams.find(({ team }) => team === this.#board.desk.me.team)
  }

  /** How many are marked and still stand where they stood. */
  readonly staying: number = $derived.by(() => {
    if (!this.isOpen) return 0
    return this.#board.order.filter((episode) => this.#isMarked(episode)).length
  })

  /** How many of the list are not marked. */
  get left(): number {
    return this.#board.order.length - this.staying
  }

  #isMarked(episode: string): boolean {
    return isMarkedBy(this.#board.desk.me.team, this.#board.marks(episode))
  }

  #markOf(episode: string): TeamMark | null {
    return this.#board.marks(episode).teams[this.#board.desk.me.team] ?? null
  }

  /** Marks somebody; the mark they have is taken back by the same press, and null clears it. True when they are marked. */
  mark(episode: string, mark: TeamMark | null): boolean {
    const was = this.#markOf(episode)
    const is = mark === was ? null : mark
    if (is === was || !this.#set(episode, is)) return false
    this.#done = [...this.#done, { episode, was, is }]
    this.said = sayMarked(this.#nameOf(episode), is)
    return is !== null
  }

  /** The same by key, and on to the next who is not marked. */
  press(episode: string, mark: TeamMark | null): void {
    if (this.mark(episode, mark)) this.#goOn(episode)
  }

  #goOn(from: string): void {
    const { order } = this.#board
    const next = order.slice(order.indexOf(from) + 1).find((episode) => !this.#isMarked(episode))
    if (next === undefined) document.getElementById(endOfList)?.focus()
    else this.#board.focusRow(next)
  }

  /** Takes back the last press that was not taken back yet; false when there is none. */
  undo(): boolean {
    const last = this.#done.at(-1)
    if (last === undefined) return false
    this.#done = this.#done.slice(0, -1)
    if (last === 'rest') void this.#tell('not done after all')
    else this.#takeBack(last)
    return true
  }

  #takeBack({ episode, was, is }: Exclude<Done, 'rest'>): void {
    const name = this.#nameOf(episode)
    if (this.#markOf(episode) !== is) this.said = `${name} was marked otherwise since, and stays so.`
    else if (this.#set(episode, was)) this.said = `Taken back: ${sayMarked(name, was)}`
    if (this.#board.order.includes(episode)) this.#board.focusRow(episode)
  }

  #set(episode: string, mark: TeamMark | null): boolean {
    const { page, me } = this.#board.desk
    if (page.writable) page.setTeamMark(episode, me.team, mark)
    else this.#board.refusal = 'Not marked: the page cannot be written just now. Try again in a moment.'
    return page.writable
  }

  #nameOf(episode: string): string {
    return this.#board.rows.find((row) => row.episode === episode)?.name ?? ''
  }

  /** "Nothing from us for all the rest", or not after all. */
  async rest(): Promise<void> {
    await this.#tell(this.mine?.done ? 'not done after all' : 'nothing for the rest')
  }

  async #tell(kind: 'nothing for the rest' | 'not done after all'): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    const { live, me } = this.#board.desk
    const answer = await live.command(kind, { huddle: live.steering.huddle, team: me.team })
    this.#busy = false
    if (!answer.ok) this.#board.refusal = answer.problem.words
    else if (kind === 'nothing for the rest') this.#done = [...this.#done, 'rest']
  }

  /** Takes whoever is marked off the list, and begins it anew. */
  async begin(): Promise<void> {
    this.#board.showChanged()
    await tick()
    const [first] = this.#board.order
    if (first !== undefined) this.#board.focusRow(first)
  }
}
