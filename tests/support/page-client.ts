import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Session } from '#lib/server/access/sessions.ts'
import { messageKinds } from '#lib/wire/page-messages.ts'
import type { PageAddress } from '#lib/wire/page-messages.ts'
import { patience } from './patience.ts'
import type { PageService } from './page-service.ts'
import { theHuddle } from './page-service.ts'

/** Waits until something holds; fails when it has not after `longest` milliseconds, naming what. */
export async function until(what: string, holds: () => boolean, longest = patience): Promise<void> {
  const began = performance.now()
  while (!holds()) {
    if (performance.now() - began > longest) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A standard y-websocket client, as docs/protocol.md describes one, that also listens for "saved". */
export class PageClient {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  readonly address: PageAddress
  readonly closes: number[] = []
  saved = { clock: -1, messages: -1 }

  constructor(service: PageService, session: Session, address = service.rooms.address(session, theHuddle)) {
    this.address = address
    this.doc.clientID = address.client
    const [, , huddle = '', epoch = ''] = address.address.split('/')
    this.provider = new WebsocketProvider(`${service.origin}/page`, `${huddle}/${epoch}`, this.doc, {
      connect: false,
      disableBc: true,
      params: { client: String(address.client), session: session.id },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      maxBackoffTime: 200,
    })
    // y-websocket listens for the end of the process, once a provider: a crowd in one process is too many listeners.
    process.off('exit', this.provider._exitHandler)
    this.provider.messageHandlers[messageKinds.saved] = (_encoder, decoder) => {
      this.saved = { clock: decoding.readVarUint(decoder), messages: decoding.readVarUint(decoder) }
    }
    this.provider.on('connection-close', (event) => event && this.closes.push(event.code))
  }

  /** Connected, and in step with the server. */
  static async open(service: PageService, session: Session, address?: PageAddress): Promise<PageClient> {
    const client = new PageClient(service, session, address)
    await client.connect()
    return client
  }

  async connect(): Promise<void> {
    this.provider.connect()
    await until('a client is in step', () => this.provider.synced)
  }

  note(episode: string): Y.Text {
    return this.doc.getText(`note:${episode}`)
  }

  write(episode: string, text: string): void {
    this.note(episode).insert(this.note(episode).length, text)
  }

  /** The clock this client writes next. */
  get clock(): number {
    return Y.getState(this.doc.store, this.doc.clientID)
  }

  async allSaved(): Promise<void> {
    await until('everything is saved', () => this.saved.clock === this.clock)
  }

  get closed(): number | undefined {
    return this.closes.at(-1)
  }

  leave(): void {
    this.provider.destroy()
    this.doc.destroy()
  }
}

/** A websocket that says whatever a test wants said. */
export class RawClient {
  readonly socket: WebSocket
  readonly received: Uint8Array[] = []
  closed: { code: number; reason: string } | null = null

  constructor(service: PageService, path: string, session: string) {
    this.socket = new WebSocket(`${service.origin}${path}&session=${session}`)
    this.socket.on('message', (data: Buffer) => this.received.push(data))
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
    this.socket.on('error', () => undefined)
  }

  static async open(service: PageService, session: Session): Promise<RawClient & { address: PageAddress }> {
    const address = service.rooms.address(session, theHuddle)
    const client = new RawClient(service, `${address.address}?client=${String(address.client)}`, session.id)
    await until('a raw client is greeted', () => client.received.length > 0)
    return Object.assign(client, { address })
  }

  send(bytes: Uint8Array): void {
    this.socket.send(bytes)
  }

  /** Sends an update as y-websocket does: `step` 2 is an update, 1 an answer to a sync step 1. */
  update(bytes: Uint8Array, step = 2): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageKinds.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    this.send(encoding.toUint8Array(encoder))
  }

  async closes(): Promise<number> {
    await until('a socket closes', () => this.closed !== null)
    return this.closed?.code ?? 0
  }
}
