import type { ActionView } from '#lib/reablement/action.ts'
import { isListed } from '#lib/reablement/huddle.ts'
import { newId } from '#lib/screens/composer/new-id.ts'
import type { Meeting } from './meeting.svelte.ts'

/** How long an addition can be taken back with one press, in milliseconds. */
const undoFor = 10_000

/** What one screen does to the agenda by hand: looks, taking offline, adding, moving. */
export class AgendaActs {
  readonly #meeting: Meeting
  /** Who is being taken offline here. */
  parking = $state<string | null>(null)
  /** Somebody is being put on the agenda here. */
  adding = $state(false)
  /** Who was just put on it here, while that can be taken back with one press. */
  added = $state<string | null>(null)
  #forget: ReturnType<typeof setTimeout> | undefined

  constructor(meeting: Meeting) {
    this.#meeting = meeting
  }

  get #live() {
    return this.#meeting.desk.live
  }

  get #huddle(): string {
    return this.#meeting.steering.huddle
  }

  /** One press on a tile of the quick look; null takes it back. */
  async look(episode: string, as: 'no change' | 'now' | null): Promise<void> {
    await this.#meeting.steer((live, huddle) => live.command('look at', { huddle, episode, as }))
  }

  /** Asks who sees to it. */
  askPark(): void {
    if (!this.#meeting.offerChair()) this.parking = this.#meeting.shown
  }

  /** Takes `from` offline; the words of a refusal, or null when it is done. */
  async park(from: string, owner: string, about: string): Promise<string | null> {
    const asked = { huddle: this.#huddle, from, owner, action: newId(), ...(about ? { about } : {}) }
    const answer = await this.#live.command<'park person', ActionView | null>('park person', asked)
    if (!answer.ok) return answer.problem.words
    if (!answer.value)
      return `The huddle has moved on from ${this.#meeting.nameOf(from)}. Go back to them first.`
    this.parking = null
    this.#meeting.agreed = answer.value
    return null
  }

  /** Puts somebody on the agenda; the words of a refusal, or null when it is done. */
  async add(episode: string, why: string): Promise<string | null> {
    const answer = await this.#live.command('add person', { huddle: this.#huddle, episode, why })
    if (!answer.ok) return answer.problem.words
    this.adding = false
    this.added = episode
    clearTimeout(this.#forget)
    this.#forget = setTimeout(() => (this.added = null), undoFor)
    return null
  }

  async takeBackAdded(): Promise<void> {
    const episode = this.added
    this.added = null
    if (episode !== null) {
      this.#tell(await this.#live.command('take off agenda', { huddle: this.#huddle, episode }))
    }
  }

  /**
   * Before a close: whose turn has not come was not reached, and comes back next time; `back` takes it back. The words of
   * a refusal, or null.
   */
  async carryOver(back: boolean): Promise<string | null> {
    const answer = await this.#live.command('carry over', { huddle: this.#huddle, back })
    return answer.ok ? null : answer.problem.words
  }

  /** Behind everybody who waits. */
  async later(episode: string | null): Promise<void> {
    if (episode !== null) await this.#move(episode, null)
  }

  /** Right behind whoever has the turn. */
  async upNext(episode: string): Promise<void> {
    const { agenda, current } = this.#meeting.steering
    if (episode === current) return
    const turns = agenda.filter((item) => isListed(item) && item.episode !== episode)
    const place = turns.findIndex((item) => item.episode === current)
    await this.#move(episode, turns[place + 1]?.episode ?? null)
  }

  async #move(episode: string, before: string | null): Promise<void> {
    await this.#meeting.steer((live, huddle) => live.command('move person', { huddle, episode, before }))
  }

  #tell(answer: { ok: true } | { ok: false; problem: { words: string } }): void {
    this.#meeting.problem = answer.ok ? '' : answer.problem.words
  }
}
