import type { ActionView } from '#lib/reablement/action.ts'
import { openStates } from '#lib/reablement/action.ts'
import { londonDate } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { readCommitment, sayCommitment } from '#lib/reablement/said-commitment.ts'
import type { SaidCommitment } from '#lib/reablement/said-commitment.ts'
import type { Desk } from '#lib/live/context.ts'
import type { Find } from './find-in-catalogue.ts'
import { detailLongest, readActionLine, sayDraft, sayMore, titleLongest } from './read-action-line.ts'
import type { ActionLine, Corrections, Draft, LineAround } from './read-action-line.ts'
import { Requests } from './requests.ts'
import type { Agreed } from './say-agreed.ts'

const nothingFound: Find = () => []
const noAction: ActionLine = { options: [], at: -1, kit: null, unknownOwner: null, who: null, doubts: [] }

/** Whom the line is for. */
export interface About {
  episode: string
  /** The first visit's day; null: not known. */
  start: LocalDate | null
}

/** Commits to what was typed about the person; gives why it was refused, or null. */
export type Commit = (said: SaidCommitment) => Promise<string | null>

/** One action while it is being said: the line, what it may mean, what was put right by hand, and how agreeing goes. */
export class Composing {
  text = $state('')
  chosen = $state<string | null>(null)
  /** The line whose question was answered with what is chosen; in another line it is chosen no more. */
  #answered = $state<string | null>(null)
  corrections = $state.raw<Corrections>({})
  sending = $state(false)
  problem = $state('')
  /** The line that Enter asked about: something in it is to be chosen, or nobody understands it. */
  asked = $state<string | null>(null)
  /** Which answer Enter takes. */
  answerAt = $state(0)
  /** The line that was refused because of who asks. Sent again as it stands, it goes for sign-off. */
  #refused = $state<string | null>(null)
  #offline = false
  readonly #desk: Desk
  readonly #commit: Commit | null
  /** Asked anew when the catalogue changes. */
  #findIn = $state.raw<(catalogue: Desk['catalogue']) => Find>(() => nothingFound)
  #ready: Promise<void>
  readonly #requests = new Requests()
  /** Of a kit what was agreed before something of it was refused. */
  #partly: readonly ActionView[] = []
  readonly #about: () => About

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
  readonly line = $derived.by(() => {
    if (this.commitment) return noAction
    const { corrections } = this
    const chosen = this.#answered === null || this.#answered === this.text ? this.chosen : null
    return readActionLine(this.text, this.around, this.#find, {
      ...{ chosen, corrections, catalogue: this.#desk.catalogue },
    })
  })
  readonly option = $derived(this.line.options[this.line.at] ?? null)
  readonly said = $derived(this.option ? sayDraft(this.option.draft, this.around) : null)
  readonly more = $derived(this.option ? sayMore(this.option) : [])
  /** What Enter asked and waits for an answer to: one thing at a time. */
  readonly question = $derived(this.asked === this.text ? (this.option?.question ?? this.line.who) : null)

  /** Why the line cannot be agreed as it stands, in words; '' when it can. */
  readonly wrong = $derived.by(() => {
    const [doubt] = this.line.doubts
    const hand = {
      due: 'Put it right in the line, or set “By”.',
      quantity: 'Put it right in the line, or set “How many”.',
      item: 'Leave one in the line, or choose with ↑ ↓ what is meant.',
    }
    if (doubt) return `“${doubt.text}”: ${doubt.why}. ${hand[doubt.about]}`
    const { kit } = this.line
    if (kit?.rest) return `“${kit.rest}” is no part of a kit: agree it on a line of its own.`
    if (kit?.drafts.length === 0) return `Everything in the kit “${kit.kit.name}” is asked for already.`
    const over = (this.option?.draft.detail?.length ?? 0) - detailLongest
    if (over <= 0) return ''
    const most = titleLongest + detailLongest
    return `This is too long by ${String(over)} characters: an action holds about ${String(most)}. Shorten it, or put the rest into the note.`
  })

  /** Without `commit` every line is an action. */
  constructor(desk: Desk, text: string, about: () => About, commit: Commit | null = null) {
    this.#desk = desk
    this.#about = about
    this.#commit = commit
    this.text = text
    this.#ready = this.#load()
  }

  /** Picks the next answer while something is asked, else the next suggestion, or with -1 the one before; the ends meet. */
  move(by: 1 | -1): void {
    const answers = this.question?.answers.length ?? 0
    if (answers > 0) {
      this.answerAt = (this.answerAt + by + answers) % answers
      return
    }
    const { options, at } = this.line
    this.choose(options[(at + by + options.length) % options.length]?.key ?? null)
  }

  /** Picks one of the suggestions; it holds while it is among them. */
  choose(key: string | null): void {
    this.#answered = null
    this.chosen = key
  }

  correct(more: Corrections): void {
    this.problem = ''
    this.#refused = null
    this.corrections = { ...this.corrections, ...more }
  }

  /** Agrees what is chosen. Gives the action, or null with the reason in `problem`; nothing typed is lost. */
  async agree(): Promise<Agreed | null> {
    if (this.sending) return null
    this.sending = true
    this.problem = ''
    await this.#ready
    if (this.#mustAsk()) {
      this.sending = false
      return null
    }
    const action = await this.#send()
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

  /** Takes an answer to what is asked. */
  answer(place: number): void {
    const answer = this.question?.answers[place]
    if (!answer) return
    this.answerAt = 0
    if (answer.chosen !== undefined) {
      this.chosen = answer.chosen
      this.#answered = this.text
    }
    if (answer.corrections) this.correct(answer.corrections)
  }

  /** Nothing impossible is agreed; what is not certain is asked first, and Enter takes the answer that is marked. */
  #mustAsk(): boolean {
    if (this.wrong) {
      this.problem = this.wrong
      return true
    }
    const { question } = this
    if (question) {
      this.answer(this.answerAt)
      return this.#isOpen
    }
    const isNew = this.#isOpen && this.asked !== this.text
    if (isNew) {
      this.asked = this.text
      this.answerAt = 0
    }
    return isNew
  }

  get #isOpen(): boolean {
    return Boolean(this.option?.question ?? this.line.who) || Boolean(this.option?.unclear.length)
  }

  async #send(): Promise<Agreed | null> {
    const { kit } = this.line
    const drafts = kit ? kit.drafts : this.option ? [this.option.draft] : []
    if (drafts.length === 0) {
      this.problem = 'Say what is needed first: “2 grab rails bath wed”.'
      return null
    }
    const stands = this.#requests.standing(drafts, this.#desk.actions.of(this.#about().episode))
    if (stands.length > 0) {
      this.problem = `${stands.join(', ')}: agreed by the Enter before, though no answer came. Enter agrees what stands in the line as well.`
      return null
    }
    const signOff = this.offersSignOff
    const agreed: ActionView[] = []
    const refused: Refused[] = []
    for (const draft of drafts) {
      const answer = await this.#sendOne(draft, signOff)
      if ('refused' in answer) refused.push(answer)
      else agreed.push(answer)
    }
    const before = this.#partly.filter(({ id }) => !agreed.some((action) => action.id === id))
    const [first, ...also] = [...before, ...agreed]
    if (!first || refused.length > 0) {
      const some = `${String(agreed.length)} of ${String(drafts.length)} are agreed. `
      this.problem = (agreed.length > 0 ? some : '') + sayRefused(refused, kit !== null)
      this.#partly = first ? [first, ...also] : []
      return null
    }
    this.#begin()
    return { ...first, also }
  }

  async #sendOne(draft: Draft, signOff: boolean): Promise<ActionView | Refused> {
    const before = this.#requests.agreed(draft)
    if (before) return before
    const isLost = this.#desk.live.connection !== 'open'
    const { episode } = this.#about()
    const asked = { id: this.#requests.send(draft), episode, ...draft, ...(signOff ? { signOff } : {}) }
    const answer = await this.#desk.live.command<'agree action', ActionView>('agree action', asked)
    this.#requests.answered(draft, answer.ok ? answer.value : { problem: answer.problem.code })
    if (answer.ok) return answer.value
    if (answer.problem.code === 'needs-sign-off') this.#refused = this.text
    this.#offline = isLost
    return { refused: draft.title, words: answer.problem.words }
  }

  /** The connection is back: a refusal for want of it is over. */
  heard(): void {
    if (this.#offline) this.problem = ''
    this.#offline = false
  }

  #begin(): void {
    this.#requests.forget()
    this.#partly = []
    this.answerAt = 0
    this.text = ''
    this.#refused = null
    this.asked = null
    this.chosen = null
    this.#answered = null
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
    const { colleagues, teams, me, live, kits, actions, days } = this.#desk
    const { episode, start } = this.#about()
    const open = actions.of(episode).filter(({ state }) => openStates.includes(state))
    const asked = open.map(({ item }) => item)
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- never changed after it is made
    return { colleagues, teams, myTeam: me.team, now: new Date(live.now()), start, kits, asked, days }
  }
}

interface Refused {
  refused: string
  words: string
}

/** Why, and of a kit what: 'Key safe, Pendant: Ask CT for it.' */
function sayRefused(refused: readonly Refused[], isKit: boolean): string {
  const why = [...new Set(refused.map(({ words }) => words))]
  if (!isKit) return why.join(' ')
  const titles = (words: string) => refused.filter((one) => one.words === words).map((one) => one.refused)
  return why.map((words) => `${titles(words).join(', ')}: ${words}`).join(' ')
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
