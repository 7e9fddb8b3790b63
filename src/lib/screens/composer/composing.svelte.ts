import type { ActionView } from '#lib/reablement/action.ts'
import { londonDate } from '#lib/reablement/dates.ts'
import { readCommitment, sayCommitment } from '#lib/reablement/said-commitment.ts'
import type { SaidCommitment } from '#lib/reablement/said-commitment.ts'
import type { Desk } from '#lib/live/context.ts'
import type { Find } from './find-in-catalogue.ts'
import { newId } from './new-id.ts'
import { detailLongest, readActionLine, sayDraft, titleLongest } from './read-action-line.ts'
import type { ActionLine, Corrections, LineAround } from './read-action-line.ts'

const nothingFound: Find = () => []
const noAction: ActionLine = { options: [], at: -1, unknownOwner: null, doubts: [] }

/** Commits to what was typed about the person; gives why it was refused, or null. */
export type Commit = (said: SaidCommitment) => Promise<string | null>

/** One action while it is being said: the line, what it may mean, what was put right by hand, and how agreeing goes. */
export class Composing {
  text = $state('')
  chosen = $state<string | null>(null)
  corrections = $state.raw<Corrections>({})
  sending = $state(false)
  problem = $state('')
  /** The line that Enter asked about: it has words nobody understands. Enter again agrees it. */
  asked = $state<string | null>(null)
  /** The line that was refused because of who asks. Sent again as it stands, it goes for sign-off. */
  #refused = $state<string | null>(null)
  #offline = false
  readonly #desk: Desk
  readonly #commit: Commit | null
  /** Asked anew when the catalogue changes. */
  #findIn = $state.raw<(catalogue: Desk['catalogue']) => Find>(() => nothingFound)
  #ready: Promise<void>
  /** Kept until it is agreed: asking twice agrees once. */
  #id = newId()

  readonly around: LineAround = $derived.by(() => this.#aroundNow(this.text))
  /** What the line commits to instead of an action, where that can be said. */
  readonly commitment = $derived.by(() =>
    this.mayCommit ? readCommitment(this.text, londonDate(this.around.now)) : null,
  )
  /** 'Ends Thu 26 Nov' */
  readonly committing = $derived(
    this.commitment && sayCommitment(this.commitment, londonDate(this.around.now)),
  )
  readonly #find = $derived.by(() => this.#findIn(this.#desk.catalogue))
  readonly line = $derived(
    this.commitment ? noAction : readActionLine(this.text, this.around, this.#find, this),
  )
  readonly option = $derived(this.line.options[this.line.at] ?? null)
  readonly said = $derived(this.option ? sayDraft(this.option.draft, this.around) : null)

  /** Why the line cannot be agreed as it stands, in words; '' when it can. */
  readonly wrong = $derived.by(() => {
    const [doubt] = this.line.doubts
    const hand = { due: 'By', quantity: 'How many' }
    if (doubt)
      return `“${doubt.text}”: ${doubt.why}. Put it right in the line, or set “${hand[doubt.about]}”.`
    const over = (this.option?.draft.detail?.length ?? 0) - detailLongest
    if (over <= 0) return ''
    const most = titleLongest + detailLongest
    return `This is too long by ${String(over)} characters: an action holds about ${String(most)}. Shorten it, or put the rest into the note.`
  })

  /** Without `commit` every line is an action. */
  constructor(desk: Desk, text: string, commit: Commit | null = null) {
    this.#desk = desk
    this.#commit = commit
    this.text = text
    this.#ready = this.#load()
  }

  /** Picks the next suggestion, or with -1 the one before; the ends meet. */
  move(by: 1 | -1): void {
    const { options, at } = this.line
    this.chosen = options[(at + by + options.length) % options.length]?.key ?? null
  }

  correct(more: Corrections): void {
    this.problem = ''
    this.#refused = null
    this.corrections = { ...this.corrections, ...more }
  }

  /** Agrees what is chosen. Gives the action, or null with the reason in `problem`; nothing typed is lost. */
  async agree(episode: string): Promise<ActionView | null> {
    if (this.sending) return null
    this.sending = true
    this.problem = ''
    await this.#ready
    if (this.#mustAsk()) {
      this.sending = false
      return null
    }
    const action = await this.#send(episode)
    this.sending = false
    return action
  }

  /** Whether Enter sends the line for sign-off: it was refused for who asks, and stands as it was. */
  get offersSignOff(): boolean {
    return this.#refused !== null && this.#refused === this.text
  }

  /** Whether the line can say a commitment. */
  get mayCommit(): boolean {
    return this.#commit !== null
  }

  /** Commits to what the line says. True when it was done, else the reason is in `problem`; nothing typed is lost. */
  async commit(): Promise<boolean> {
    const said = this.commitment
    if (this.sending || !said || !this.#commit) return false
    if (said.kind === 'ends' && said.day === null) {
      this.problem = said.typed
        ? `“${said.typed}”: ${said.why}. Put it right in the line.`
        : `${capital(said.why)}.`
      return false
    }
    this.sending = true
    this.problem = ''
    const isLost = this.#desk.live.connection !== 'open'
    const refused = await this.#commit(said)
    this.sending = false
    this.problem = refused ?? ''
    this.#offline = refused !== null && isLost
    if (refused === null) this.#begin()
    return refused === null
  }

  /** Nothing impossible is agreed; what is not understood only after a second Enter. */
  #mustAsk(): boolean {
    if (this.wrong) {
      this.problem = this.wrong
      return true
    }
    const isNew = Boolean(this.option?.unclear.length) && this.asked !== this.text
    if (isNew) this.asked = this.text
    return isNew
  }

  async #send(episode: string): Promise<ActionView | null> {
    if (!this.option) {
      this.problem = 'Say what is needed first: “2 grab rails bath wed”.'
      return null
    }
    const signOff = this.offersSignOff
    const asked = { id: this.#id, episode, ...this.option.draft, ...(signOff ? { signOff } : {}) }
    const isLost = this.#desk.live.connection !== 'open'
    const answer = await this.#desk.live.command<'agree action', ActionView>('agree action', asked)
    if (!answer.ok) {
      this.problem = answer.problem.words
      this.#refused = answer.problem.code === 'needs-sign-off' ? this.text : this.#refused
      this.#offline = isLost
      return null
    }
    this.#begin()
    return answer.value
  }

  /** The connection is back: a refusal for want of it is over. */
  heard(): void {
    if (this.#offline) this.problem = ''
    this.#offline = false
  }

  #begin(): void {
    this.#id = newId()
    this.text = ''
    this.#refused = null
    this.asked = null
    this.chosen = null
    this.corrections = {}
  }

  /** The search comes with the first composer that opens, not with the board. */
  async #load(): Promise<void> {
    try {
      const { findIn } = await import('./find-in-catalogue.ts')
      this.#findIn = findIn
    } catch {
      this.problem =
        'The catalogue could not be loaded. You can still agree a plain task, or reload the page.'
    }
  }

  /** Read again whenever the line changes: a composer left open over the cut-off promises the right day. */
  #aroundNow(_text: string): LineAround {
    const { colleagues, teams, me, live } = this.#desk
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- never changed after it is made
    return { colleagues, teams, myTeam: me.team, now: new Date(live.now()) }
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
