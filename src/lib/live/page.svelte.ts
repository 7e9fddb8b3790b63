import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { hasMarks, marksOf, raise, readMarks, setHow, setTeamMark } from '../page/marks.ts'
import { episodesOn, noteOf, noteText } from '../page/note.ts'
import { readRoot } from '../page/roots.ts'
import type { TypedText } from '../page/unsent.ts'
import { holdsKeySafeCode } from '../reablement/key-safe.ts'
import type { PageDamage } from '../reablement/huddle.ts'
import type { How, Marks, TeamMark } from '../reablement/marks.ts'
import { Problem } from '../reablement/problem.ts'
import { closeCodes } from '../wire/close-codes.ts'
import type { PageAddress } from '../wire/page-messages.ts'
import { Beats } from './beat.ts'
import { PageConnection } from './page-connection.ts'
import { savedSign, troubleWords } from './saved-sign.ts'
import type { Saved } from './saved-sign.ts'
import { Writers } from './writers.ts'
import type { Writer } from './writers.ts'

export interface LivePageParts {
  /** Asks `GET /page` where the current page is. May fail while the server is away: it is asked again. */
  fetchAddress: () => Promise<PageAddress>
  /** Where websockets go: `wss://perch.example`. */
  socketOrigin: string
}

/** Absent when a test, or the server, makes a page. */
const browser = typeof window === 'undefined' ? null : window

/** A page that closed this soon after it was opened, in milliseconds, is not opened again by itself. */
const tooSoon = 5_000

/** The shared page as screens read and write it. Every getter and reading method is reactive. */
export class LivePage {
  readonly #parts: LivePageParts
  readonly #beats = new Beats()
  /** What a screen loaded: shown until the page itself is in step. */
  readonly #emptyDoc = new Y.Doc()
  readonly #emptyAwareness = new Awareness(this.#emptyDoc)
  #connection: PageConnection | null = null
  #writers: Writers | null = null
  #ticking: ReturnType<typeof setInterval> | null = null
  #opened = 0
  /** Rises with every page asked for: an answer that comes too late is left alone. */
  #turn = 0
  #ended = false
  /** The page has come whole, once: from then on it is what is read. */
  #inStep = false
  /** The server closed the page for good. */
  #gone = false
  #stopped: string | null = null
  #sign: { saved: Saved; trouble: string | null; unsaved: number } = {
    saved: 'saving',
    trouble: null,
    unsaved: 0,
  }
  #toReview: TypedText[] = []
  /** Where each came from: letters typed on that page afterwards belong to the same note. */
  readonly #from = new WeakMap<TypedText, PageConnection>()
  readonly #online = () => this.#connection?.hurry()
  readonly #network = () => this.#look()

  constructor(parts: LivePageParts) {
    this.#parts = parts
    // The empty page never speaks; its timer would keep a test, or a server, awake.
    this.#emptyAwareness.destroy()
  }

  /** The page as it stood when the screen was loaded (a Yjs update): read from the first paint on, never sent. */
  stood(update: Uint8Array): void {
    if (!this.#inStep) Y.applyUpdate(this.#emptyDoc, update)
  }

  /** Finds the page and connects; goes on trying until it leaves. */
  start(): void {
    if (this.#ticking) return
    this.#ticking = setInterval(() => this.#tick(), 1000)
    browser?.addEventListener('online', this.#online)
    browser?.addEventListener('offline', this.#network)
    void this.turnTo()
  }

  leave(): void {
    this.#turn += 1
    if (this.#ticking) clearInterval(this.#ticking)
    this.#ticking = null
    browser?.removeEventListener('online', this.#online)
    browser?.removeEventListener('offline', this.#network)
    this.#connection?.leave()
    this.#connection = null
    this.#emptyDoc.destroy()
  }

  /** Moves to the current page. What was typed and not saved on the one before is kept for review. */
  async turnTo(): Promise<void> {
    const turn = (this.#turn += 1)
    for (;;) {
      try {
        const address = await this.#parts.fetchAddress()
        if (turn === this.#turn && !this.#isOn(address)) this.#open(address)
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 500 + 2_000 * Math.random()))
        if (turn !== this.#turn) return
      }
    }
  }

  /** Told of a turn twice, by a notice and by the page itself: it is on that page already. */
  #isOn({ address, damaged }: PageAddress): boolean {
    const now = this.#connection?.address
    return !this.#gone && now?.address === address && now.damaged === damaged
  }

  #open(address: PageAddress): void {
    this.#putAside()
    this.#connection?.leave()
    this.#opened = performance.now()
    const connection = new PageConnection({
      address,
      socketOrigin: this.#parts.socketOrigin,
      changed: () => this.#look(),
      closed: (code) => this.#closed(connection, code),
      returned: () => void this.turnTo(),
    })
    this.#connection = connection
    this.#writers = new Writers(connection.doc, connection.awareness, (episode) =>
      this.#beats.beat(`who:${episode}`),
    )
    connection.doc.on('afterTransaction', (transaction) => this.#follow(transaction))
    this.#ended = this.#gone = false
    this.#stopped = null
    if (address.damaged !== 'all') connection.connect()
    this.#look()
    this.#beats.all()
  }

  /** Only rows whose note or marks changed are told. */
  #follow(transaction: Y.Transaction): void {
    let marked = false
    for (const type of transaction.changed.keys()) {
      const name = Y.findRootTypeKey(type)
      marked ||= readRoot(name)?.kind === 'marks'
      this.#beats.beat(name)
    }
    if (marked) this.#beats.beat('all')
  }

  #closed(connection: PageConnection, code: number): void {
    if (connection !== this.#connection) return
    const soon = performance.now() - this.#opened < tooSoon
    this.#gone = code !== closeCodes.signedOut
    if (code === closeCodes.signedOut) this.#ended = true
    else if (code === closeCodes.notAllowed && soon) {
      this.#stopped = 'This page cannot be opened here any more. Load it again; what is saved is safe.'
    } else {
      this.#putAside()
      // A page that goes as soon as it comes: the next one may need a moment.
      setTimeout(
        () => this.#connection === connection && void this.turnTo(),
        soon ? 1_000 + 1_000 * Math.random() : 0,
      )
    }
    this.#look()
    this.#beats.beat('status')
  }

  #putAside(): void {
    const connection = this.#connection
    const unsent = connection?.unsent() ?? []
    if (!connection || unsent.length === 0) return
    const fuller = (old: TypedText) =>
      this.#from.get(old) === connection && unsent.some(({ episode }) => episode === old.episode)
    this.#toReview = [...this.#toReview.filter((old) => !fuller(old)), ...unsent]
    for (const typed of unsent) this.#from.set(typed, connection)
    connection.giveUp()
  }

  #tick(): void {
    this.#connection?.tend()
    this.#look()
  }

  /** Judges the sign anew, and tells whoever shows it when it changed. */
  #look(): void {
    const facts = this.#connection?.facts()
    if (!facts) return
    if (!this.#inStep && facts.inStep) {
      this.#inStep = true
      this.#beats.all()
    }
    const nothingComes = this.#connection?.address.damaged === 'all'
    const trouble = this.#stopped ?? (nothingComes ? null : troubleWords(facts))
    const saved = this.#stopped || this.#ended || nothingComes ? 'not saved' : savedSign(facts)
    const before = this.#sign
    this.#sign = { saved, trouble, unsaved: facts.waiting }
    if (before.saved !== saved || before.trouble !== trouble || before.unsaved !== facts.waiting) {
      this.#beats.beat('status')
    }
  }

  /** The same colleague is signed in again: goes on where it was, with everything typed meanwhile. */
  resume(): void {
    if (!this.#ended) return
    this.#ended = false
    this.#connection?.connect()
    this.#beats.beat('status')
  }

  /** Somebody else is signed in in this browser: what was typed is kept to be copied, and is never sent as theirs. */
  standDown(): void {
    this.#turn += 1
    this.#connection?.stop()
    this.#putAside()
    this.#ended = false
    this.#stopped =
      'Somebody else is signed in in this browser now. What was typed here and not saved is kept to be copied; then load this page again.'
    this.#look()
    this.#beats.beat('status')
  }

  /** `saved` only when the server has everything on disk and is still heard. */
  get saved(): Saved {
    this.#beats.heard('status')
    return this.#sign.saved
  }

  /** Edits waiting to be saved. */
  get unsaved(): number {
    this.#beats.heard('status')
    return this.#sign.unsaved
  }

  /** What the banner says, or null. */
  get trouble(): string | null {
    this.#beats.heard('status')
    return this.#sign.trouble
  }

  /** The session has ended: sign in again, then `resume()`. */
  get ended(): boolean {
    this.#beats.heard('status')
    return this.#ended
  }

  /** What was typed on a page that is gone, or refused: shown to be copied, never merged by itself. */
  get toReview(): TypedText[] {
    this.#beats.heard('status')
    return this.#toReview
  }

  /** The colleague has dealt with it. */
  reviewed(text: TypedText): void {
    this.#toReview = this.#toReview.filter((each) => each !== text)
    this.#beats.beat('status')
  }

  /** Which page this is; null until it is found. */
  get address(): PageAddress | null {
    this.#beats.heard('page')
    return this.#connection?.address ?? null
  }

  /** May this screen write now? False until the page is found. */
  get writable(): boolean {
    return this.address?.access === 'write'
  }

  /** What is damaged of the page on disk: nobody can write on it. Null for a whole one. */
  get damage(): PageDamage | null {
    return this.address?.damaged ?? null
  }

  get doc(): Y.Doc {
    this.#beats.heard('page')
    return this.#connection?.doc ?? this.#emptyDoc
  }

  get awareness(): Awareness {
    this.#beats.heard('page')
    return this.#connection?.awareness ?? this.#emptyAwareness
  }

  /** A person's note as plain text. */
  note(episode: string): string {
    this.#beats.heard(`note:${episode}`)
    return noteText(this.#now, episode)
  }

  /** A person's note for an editor; another one when the page turns. */
  text(episode: string): Y.Text {
    return noteOf(this.doc, episode)
  }

  marks(episode: string): Marks {
    this.#beats.heard(`marks:${episode}`)
    return readMarks(marksOf(this.#now, episode).entries())
  }

  /** Every episode that has a mark, for counts. */
  all(): Map<string, Marks> {
    this.#beats.heard('all')
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- a fresh answer, never changed
    const found = new Map<string, Marks>()
    for (const episode of episodesOn(this.#now)) {
      const marks = readMarks(marksOf(this.#now, episode).entries())
      if (hasMarks(marks)) found.set(episode, marks)
    }
    return found
  }

  get #now(): Y.Doc {
    return this.#inStep && this.#connection ? this.#connection.doc : this.#emptyDoc
  }

  setHow(episode: string, how: How | null): void {
    if (this.#mayWrite()) setHow(this.doc, episode, how)
  }

  /** `team` is its code. */
  setTeamMark(episode: string, team: string, mark: TeamMark | null): void {
    if (this.#mayWrite()) setTeamMark(this.doc, episode, team, mark)
  }

  /** Raises a person, or with empty words no longer. Throws Problem `key-safe-code`. */
  raise(episode: string, words: string): void {
    if (holdsKeySafeCode(words)) throw new Problem('key-safe-code', { field: 'raised' })
    if (this.#mayWrite()) raise(this.doc, episode, words)
  }

  #mayWrite(): boolean {
    return this.#connection?.address.access === 'write'
  }

  /** Others who are in this person's row, or whose caret is in their note. */
  writers(episode: string): Writer[] {
    this.#beats.heard(`who:${episode}`)
    this.#beats.heard(`note:${episode}`)
    return this.#writers?.in(episode) ?? []
  }

  /** Tells the others which row one is in; null for none. */
  writingIn(episode: string | null): void {
    this.#connection?.awareness.setLocalStateField('row', episode)
  }
}
