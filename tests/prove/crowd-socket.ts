import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { messageKinds } from '#lib/wire/page-messages.ts'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import { pageFor } from './crowd-people.ts'
import type { Someone } from './crowd-people.ts'

interface Waiting {
  message: number
  at: number
  done: (milliseconds: number | null) => void
}

/** A sync message around an update: `step` 2 is an update, 1 the answer to a sync step 1. */
export function syncMessage(step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageKinds.sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

/** A page's socket without a document: counts what is confirmed and how long that took. */
export class PageSocket {
  readonly where: PageAddress
  readonly ws: WebSocket
  closed: { code: number; reason: string; at: number } | null = null
  /** Messages received, and bytes of them. */
  received = { messages: 0, bytes: 0 }
  saved = { clock: 0, messages: 0 }
  sent = 0
  onUpdate: (update: Uint8Array) => void = () => undefined
  #waiting: Waiting[] = []
  readonly #ended: Promise<number>

  constructor(who: Someone, where: PageAddress) {
    this.where = where
    const origin = who.address.replace(/^http/, 'ws')
    this.ws = new WebSocket(`${origin}${where.address}?client=${where.client}`, {
      headers: { cookie: who.cookie, origin: who.address },
      perMessageDeflate: false,
    })
    this.ws.on('error', () => undefined)
    this.ws.on('message', (data: Buffer) => this.#hear(data))
    this.#ended = new Promise((done) => {
      this.ws.on('close', (code, reason) => {
        this.closed = { code, reason: reason.toString(), at: performance.now() }
        for (const { done: tell } of this.#waiting.splice(0)) tell(null)
        done(code)
      })
    })
  }

  /** Open, and past its first sync step 2; or closed again. */
  static async open(who: Someone, where?: PageAddress): Promise<PageSocket> {
    const page = new PageSocket(who, where ?? (await pageFor(who)))
    await Promise.race([page.#ready(), page.#ended])
    return page
  }

  async #ready(): Promise<void> {
    await new Promise<void>((done) => this.ws.once('open', done))
    await this.send(Uint8Array.of(0, 0), 1)
  }

  /** The close code, once it is closed. */
  get ended(): Promise<number> {
    return this.#ended
  }

  #hear(data: Uint8Array): void {
    this.received.messages += 1
    this.received.bytes += data.length
    if (data[0] === messageKinds.sync && data[1] !== 0) {
      const decoder = decoding.createDecoder(data)
      decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      this.onUpdate(decoding.readVarUint8Array(decoder))
    } else if (data[0] === messageKinds.saved) {
      const decoder = decoding.createDecoder(data)
      decoding.readVarUint(decoder)
      this.saved = { clock: decoding.readVarUint(decoder), messages: decoding.readVarUint(decoder) }
      this.#confirm()
    }
  }

  #confirm(): void {
    const now = performance.now()
    while (this.#waiting[0] && this.#waiting[0].message <= this.saved.messages) {
      const { at, done } = this.#waiting.shift() ?? { at: now, done: () => undefined }
      done(now - at)
    }
  }

  /** Sends an update; resolves with the milliseconds until it was saved, or null when the socket closed instead. */
  send(update: Uint8Array, step = 2): Promise<number | null> {
    if (this.closed) return Promise.resolve(null)
    this.raw(syncMessage(step, update))
    this.sent += 1
    const message = this.sent
    return new Promise((done) => this.#waiting.push({ message, at: performance.now(), done }))
  }

  /** Sends whatever bytes as one message. */
  raw(bytes: Uint8Array): void {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(bytes)
  }

  leave(): void {
    this.ws.terminate()
  }
}

/** Writes text, letter by letter, first in one note, then in the next, without a document. */
export class Pen {
  clock = 0
  readonly #client: number
  readonly #notes: readonly string[]
  /** Characters a note gets before the pen goes on to the next. */
  readonly #each: number
  #written = 0

  constructor(client: number, notes: readonly string[], each = 3_000) {
    this.#client = client
    this.#notes = notes
    this.#each = each
  }

  /** An update that adds this text. */
  write(text: string): Uint8Array {
    const encoder = encoding.createEncoder()
    for (const number of [1, 1, this.#client, this.clock]) encoding.writeVarUint(encoder, number)
    const note = Math.floor(this.#written / this.#each)
    const goesOn = this.#written % this.#each !== 0
    encoding.writeUint8(encoder, goesOn ? 0x84 : 4)
    if (goesOn) {
      encoding.writeVarUint(encoder, this.#client)
      encoding.writeVarUint(encoder, this.clock - 1)
    } else {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, `note:${this.#notes[note % this.#notes.length] ?? ''}`)
    }
    encoding.writeVarString(encoder, text)
    encoding.writeVarUint(encoder, 0)
    this.clock += text.length
    // A text never lies across two notes.
    this.#written = Math.min(this.#written + text.length, (note + 1) * this.#each)
    return encoding.toUint8Array(encoder)
  }

  /** An update that deletes its own words from one clock up to another. */
  erase(from: number, to: number): Uint8Array {
    const encoder = encoding.createEncoder()
    for (const number of [0, 1, this.#client, 1, from, to - from]) encoding.writeVarUint(encoder, number)
    return encoding.toUint8Array(encoder)
  }
}
