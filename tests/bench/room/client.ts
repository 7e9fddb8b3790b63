import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { clientOf } from './cast.ts'
import type { Contender } from './contenders.ts'
import { Wire } from './wire.ts'

const empty = Uint8Array.of(0, 0)

/** One seat on one page of one server: speaks the y-websocket protocol without keeping a document it does not need. */
export class Client {
  readonly id: number
  /** Only what this client writes itself. */
  readonly doc = new Y.Doc()
  /** An update of somebody else is here. */
  onShown: (update: Uint8Array, at: number) => void = () => undefined
  /** Mine were sent, and acknowledged. */
  sent = 0
  acknowledged = 0
  /** What the page held when it was joined. */
  joinedWith: Uint8Array | null = null
  readonly #contender: Contender
  readonly #page: number
  readonly #wire: Wire
  readonly #prefix: Uint8Array
  #joined: () => void = () => undefined
  #presenceClock = 0

  private constructor(
    contender: Contender,
    port: number,
    seat: { page: number; seat: number; sitting: number },
  ) {
    this.#contender = contender
    this.#page = seat.page
    this.#prefix = contender.prefix(seat.page)
    this.id = this.doc.clientID = clientOf(seat.seat, seat.sitting)
    const path = contender.path(seat.page, seat.seat, seat.sitting)
    this.#wire = new Wire(port, path, contender.cookie(seat.page, seat.seat), () => this.#open())
    this.#wire.onMessage = (message) => this.#read(message)
    this.doc.on('update', (update: Uint8Array) => this.#sync(2, update))
  }

  /** Connects and waits until in step with the server. */
  static async join(
    contender: Contender,
    port: number,
    seat: { page: number; seat: number; sitting: number },
  ): Promise<Client> {
    const client = new Client(contender, port, seat)
    await new Promise<void>((done, failed) => {
      client.#joined = done
      setTimeout(
        () => failed(new Error(`${contender.name}: no way in (${client.#wire.closed ?? 'silence'})`)),
        30_000,
      ).unref()
    })
    return client
  }

  get closed(): string | null {
    return this.#wire.closed
  }

  get bytes(): number {
    return this.#wire.received
  }

  #open(): void {
    const { first, syncs } = this.#contender
    if (first) this.#send(first)
    if (syncs) this.#sync(0, Y.encodeStateVector(new Y.Doc()))
    else this.#joined()
  }

  #send(message: Uint8Array): void {
    this.#wire.send(this.#prefix.length > 0 ? Buffer.concat([this.#prefix, message]) : message)
  }

  #sync(step: number, bytes: Uint8Array): void {
    if (step > 0) this.sent += 1
    this.#send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarUint(encoder, step)
        encoding.writeVarUint8Array(encoder, bytes)
      }),
    )
  }

  /** Types one character behind what this client wrote before. */
  type(episode: string): void {
    const note = this.doc.getText(`note:${episode}`)
    note.insert(note.length, 'a')
  }

  write(episode: string, text: string): void {
    this.doc.getText(`note:${episode}`).insert(0, text)
  }

  mark(episode: string, how: string): void {
    this.doc.getMap(`marks:${episode}`).set('how', how)
  }

  /** Where this client's caret is, as y-codemirror says it. */
  moveCaret(episode: string, clock: number): void {
    const place = { type: null, tname: `note:${episode}`, item: { client: this.id, clock }, assoc: 0 }
    const state = { row: episode, cursor: { anchor: place, head: place } }
    const body = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.id)
      encoding.writeVarUint(encoder, (this.#presenceClock += 1))
      encoding.writeVarString(encoder, JSON.stringify(state))
    })
    this.#send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarUint8Array(encoder, body)
      }),
    )
  }

  /** Was anything by this client on the page when it was joined? */
  holds(client: number): boolean {
    return this.joinedWith !== null && Y.parseUpdateMeta(this.joinedWith).to.has(client)
  }

  leave(): void {
    this.#wire.leave()
    this.doc.destroy()
  }

  #read(message: Uint8Array): void {
    const at = performance.now()
    const decoder = decoding.createDecoder(message)
    decoder.pos = this.#prefix.length
    const kind = decoding.readVarUint(decoder)
    if (kind === 0 || (kind === 4 && this.#prefix.length > 0)) return this.#readSync(decoder, at)
    const acknowledged = this.#contender.acknowledges(kind, decoder, this.acknowledged)
    if (acknowledged !== null) this.acknowledged = acknowledged
  }

  #readSync(decoder: decoding.Decoder, at: number): void {
    const step = decoding.readVarUint(decoder)
    if (step === 0) return this.#sync(1, empty)
    const update = decoding.readVarUint8Array(decoder)
    if (step === 2) return this.onShown(update, at)
    this.joinedWith ??= Uint8Array.from(update)
    this.#joined()
  }
}
