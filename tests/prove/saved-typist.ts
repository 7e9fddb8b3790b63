import { randomUUID } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import type { Socket } from 'socket.io-client'
import * as Y from 'yjs'
import { between, chance } from '#lib/server/invented/chance.ts'
import { marksOf, raise } from '#lib/page/marks.ts'
import { noteText } from '#lib/page/note.ts'
import type { AgreeInput } from '#lib/reablement/action.ts'
import { messageKinds } from '#lib/wire/page-messages.ts'
import type { Notice } from '#lib/wire/notices.ts'
import { until } from '../support/page-client.ts'
import { pause } from '../support/perch.ts'
import { command } from '../support/signed-in.ts'
import type { OnPage, SignedIn } from '../support/signed-in.ts'

/** One thing a typist did on the page. Every token is written once in the whole run. */
export interface Deed {
  kind: 'write' | 'erase' | 'raise'
  episode: string
  token: string
  /** The number of the message that carried it, and the client's clock after it. */
  message: number
  clock: number
}

/** A note this long is left alone: the rule is 4,000. */
const fullNote = 3_500

/** Somebody who types, erases, raises people and agrees actions as fast as the page takes it, and remembers it all. */
export class Typist {
  readonly deeds: Deed[] = []
  /** Ids of actions: asked for, answered with "ok", and told to this screen. */
  readonly asked: string[] = []
  readonly agreed = new Set<string>()
  readonly told = new Set<string>()
  /** Answers that said no, and messages never sent: none of either is expected. */
  readonly surprises: string[] = []
  readonly #page: OnPage
  readonly #socket: Socket
  readonly #seed: string
  /** Sync messages sent on this connection: the answer to the server's step 1 was the first. */
  #sent = 1
  /** Of those, on disk as the server says. */
  #saved = 0
  #typing = true
  #done: Promise<unknown> = Promise.resolve()

  private constructor(page: OnPage, live: { socket: Socket; notices: Notice[] }, seed: string) {
    this.#page = page
    this.#socket = live.socket
    this.#seed = seed
    page.provider.messageHandlers[messageKinds.saved] = (_encoder, decoder) => {
      decoding.readVarUint(decoder)
      this.#saved = decoding.readVarUint(decoder)
      if (this.#saved > this.#sent) this.surprises.push('more was called saved than was sent')
    }
    page.doc.on('update', (_bytes: Uint8Array, origin: unknown) => {
      if (origin !== page.provider) this.#sent += 1
    })
    live.socket.on('notice', ({ news }: Notice) => {
      if (news.kind === 'action') this.told.add(news.action.id)
    })
  }

  static async join(colleague: SignedIn, seed: string): Promise<Typist> {
    const [page, live] = await Promise.all([colleague.page(), colleague.live()])
    return new Typist(page, live, seed)
  }

  /** Types until told to stop, in notes everybody writes in; raises only `own`, a person nobody else raises. */
  start(episodes: string[], own: string): void {
    this.#done = Promise.all([this.#type(episodes, own), this.#agree(episodes)])
  }

  async #type(episodes: string[], own: string): Promise<void> {
    for (let number = 0; this.#typing; number += 1) {
      const about = [this.#seed, number]
      const what = chance('what', ...about)
      const token = ` ${this.#seed}n${String(number)} `
      if (what < 0.1) this.#raise(own, token.trim())
      else this.#write(what, episodes[between(0, episodes.length - 1, 'where', ...about)] ?? '', token)
      await pause(between(0, 4, 'when', ...about))
    }
  }

  #raise(own: string, token: string): void {
    raise(this.#page.doc, own, token)
    this.#remember({ kind: 'raise', episode: own, token })
  }

  #write(what: number, episode: string, token: string): void {
    const note = this.#page.note(episode)
    const mine = what < 0.25 ? this.#standing() : undefined
    const from = mine ? noteText(this.#page.doc, mine.episode).indexOf(mine.token) : -1
    if (mine && from >= 0) {
      this.#page.note(mine.episode).delete(from, mine.token.length)
      return this.#remember({ ...mine, kind: 'erase' })
    }
    if (note.length > fullNote) return
    note.insert(what < 0.5 ? 0 : note.length, token)
    this.#remember({ kind: 'write', episode, token })
  }

  #remember(deed: Pick<Deed, 'kind' | 'episode' | 'token'>): void {
    this.deeds.push({ ...deed, message: this.#sent, clock: this.clockOf(this.#page.doc.clientID) })
  }

  /** A word of one's own that is saved and was not erased. */
  #standing(): Deed | undefined {
    const erased = new Set(this.deeds.filter(({ kind }) => kind === 'erase').map(({ token }) => token))
    return this.deeds.find(
      (deed) => deed.kind === 'write' && this.acknowledged(deed) && !erased.has(deed.token),
    )
  }

  async #agree(episodes: string[]): Promise<void> {
    for (let number = 0; this.#typing && this.#socket.connected; number += 1) {
      const id = randomUUID()
      const episode = episodes[number % episodes.length] ?? ''
      this.asked.push(id)
      const answer = await command(this.#socket, 'agree action', actionFor(id, episode)).catch(() => null)
      if (answer?.ok) this.agreed.add(id)
      else if (answer) this.surprises.push(`an action was refused: ${answer.problem.code}`)
    }
  }

  /** Has the server said that this is on disk? */
  acknowledged({ message }: Deed): boolean {
    return message <= this.#saved
  }

  /** Does this typist's page show what somebody else did? */
  sees(client: number, { kind, episode, token, clock }: Deed): boolean {
    if (kind === 'raise') return marksOf(this.#page.doc, episode).get('raised') === token
    const written = noteText(this.#page.doc, episode).includes(token)
    return kind === 'write' ? written : !written && this.clockOf(client) >= clock
  }

  clockOf(client: number): number {
    return Y.getState(this.#page.doc.store, client)
  }

  get client(): number {
    return this.#page.doc.clientID
  }

  /** From now on it does not come back by itself: what it sent again would hide a loss. */
  stayAway(): void {
    this.#page.provider.shouldConnect = false
    this.#socket.io.reconnection(false)
  }

  /** The server is gone: everything that still was on its way here has come. */
  async lost(): Promise<void> {
    this.#typing = false
    await until('the page’s socket is closed', () => !this.#page.provider.wsconnected)
    await until('the screen’s socket is closed', () => !this.#socket.connected)
    await this.#done
  }

  leave(): void {
    this.#socket.disconnect()
    this.#page.leave()
  }
}

/** The smallest action there is, for this person. */
export function actionFor(id: string, episode: string): AgreeInput {
  const how = { kind: 'task', team: 'OT', quantity: 1, owner: null, due: '2026-11-30' } as const
  return { id, episode, title: 'Ring back', ...how }
}
