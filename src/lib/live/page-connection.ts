import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { unsentText } from '../page/unsent.ts'
import type { TypedText } from '../page/unsent.ts'
import { closeCodes } from '../wire/close-codes.ts'
import { messageKinds } from '../wire/page-messages.ts'
import type { PageAddress } from '../wire/page-messages.ts'
import { countingSocket } from './counting-socket.ts'
import type { SavedFacts } from './saved-sign.ts'

/** Without a word from the server for this long the socket is taken for dead, in milliseconds. */
const deadAfter = 12_000
/** Own presence is sent at this pace, in milliseconds. */
const presencePace = 50
/** The longest pause between two tries to connect, in milliseconds. */
const longestPause = 2_500

export interface PageConnectionParts {
  address: PageAddress
  /** `wss://perch.example` */
  socketOrigin: string
  /** Whatever the saved sign is judged by may have changed. */
  changed: () => void
  /** The server closed for good, with one of the close codes. */
  closed: (code: number) => void
  /** Who only reads is back after a loss: the page may be damaged by now, or whole again, and only its address says so. */
  returned: () => void
}

/** One page, connected: its document, who is there, and what is not saved yet. */
export class PageConnection {
  readonly address: PageAddress
  readonly doc = new Y.Doc()
  readonly awareness: Awareness
  readonly #provider: WebsocketProvider
  readonly #changed: () => void
  readonly #closed: (code: number) => void
  readonly #returned: () => void
  /** Edits not confirmed: the number of the message that carried each on this socket, or null while unsent. */
  #waiting: { message: number | null; since: number }[] = []
  #sent = 0
  /** The server asked on this socket for what it lacks, as it asks whoever may write. */
  #answered = false
  #justSent: number | null = null
  #savedClock = 0
  #heardAt = performance.now()
  #inStepAt = performance.now()
  #tries = 0
  #sendingPresence: ReturnType<typeof setTimeout> | null = null

  constructor({ address, socketOrigin, changed, closed, returned }: PageConnectionParts) {
    this.address = address
    this.#changed = changed
    this.#closed = closed
    this.#returned = returned
    this.doc.clientID = address.client
    this.awareness = new Awareness(this.doc)
    this.#provider = this.#makeProvider(socketOrigin)
    this.#provider.messageHandlers[messageKinds.saved] = (_encoder, decoder) => {
      this.#saved(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
    }
    this.#provider.on('connection-close', () => this.#lost())
    this.#provider.on('closed', ({ code }) => {
      if (code === closeCodes.damaged) this.#lostFrom(0)
      closed(code)
    })
    this.#provider.on('sync', (inStep) => inStep && this.#inStep())
    this.doc.on('update', (_bytes: Uint8Array, origin: unknown) => {
      if (origin !== this.#provider) this.#edited()
    })
    this.#speakOnlyForOneself()
  }

  #makeProvider(socketOrigin: string): WebsocketProvider {
    const [, , huddle = '', epoch = ''] = this.address.address.split('/')
    return new WebsocketProvider(`${socketOrigin}/page`, `${huddle}/${epoch}`, this.doc, {
      connect: false,
      disableBc: true,
      awareness: this.awareness,
      params: { client: String(this.address.client) },
      WebSocketPolyfill: countingSocket({
        opened: () => {
          this.#sent = 0
          this.#answered = false
        },
        sent: (kind) => this.#counted(kind),
        heard: () => (this.#heardAt = performance.now()),
      }),
      shouldReconnect: ({ code }) =>
        !(code >= 4400 && code < 4500) && code !== closeCodes.tooBig && code !== closeCodes.damaged,
    })
  }

  /** y-websocket sends everybody's presence back to the server, from every browser: only our own goes out here. */
  #speakOnlyForOneself(): void {
    // The provider's own handler is not bound to anything: it is the very function it registered.
    this.awareness.off('update', this.#provider._awarenessUpdateHandler)
    this.awareness.on('update', (_change: unknown, origin: unknown) => {
      if (origin === 'local') this.#sendPresenceSoon()
    })
  }

  #sendPresenceSoon(): void {
    if (this.address.access === 'read') return
    this.#sendingPresence ??= setTimeout(() => {
      this.#sendingPresence = null
      const { ws, wsconnected } = this.#provider
      if (!ws || !wsconnected || ws.readyState !== WebSocket.OPEN) return
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, messageKinds.awareness)
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [this.doc.clientID]))
      ws.send(encoding.toUint8Array(encoder))
    }, presencePace)
  }

  connect(): void {
    this.#heardAt = performance.now()
    this.#provider.connect()
  }

  #edited(): void {
    this.#waiting.push({ message: this.#justSent, since: performance.now() })
    this.#justSent = null
    this.#changed()
  }

  #counted(kind: 'answer' | 'update'): void {
    this.#sent += 1
    if (kind === 'update') this.#justSent = this.#sent
    // An answer carries everything the server lacks.
    else {
      this.#answered = true
      for (const edit of this.#waiting) edit.message ??= this.#sent
    }
  }

  #saved(clock: number, messages: number): void {
    this.#savedClock = clock
    this.#waiting = this.#waiting.filter(({ message }) => message === null || message > messages)
    if (this.address.access === 'write' && !this.#answered) this.#mayOnlyRead()
    this.#changed()
  }

  /** Since it was found the page has become one to be read only: it is damaged. */
  #mayOnlyRead(): void {
    this.#lostFrom(this.#savedClock)
    this.stop()
    this.#closed(closeCodes.pageGone)
  }

  /** Damage took what was ours from this clock on, saved or not: it waits again, and so is kept for review. */
  #lostFrom(clock: number): void {
    this.#savedClock = clock
    if (Y.getState(this.doc.store, this.doc.clientID) > clock) this.#edited()
  }

  #inStep(): void {
    if (this.#tries > 0 && this.address.access === 'read') this.#returned()
    this.#tries = 0
    this.#changed()
  }

  /** After a restart everybody comes back, but not at one moment. */
  #lost(): void {
    if (this.#provider.synced) this.#inStepAt = performance.now()
    for (const edit of this.#waiting) edit.message = null
    this.#justSent = null
    this.#tries += 1
    const pause = Math.min(longestPause, 300 * 2 ** this.#tries)
    this.#provider.maxBackoffTime = pause * (0.2 + 0.8 * Math.random())
    this.#provider.wsUnsuccessfulReconnects = 10
    this.#changed()
  }

  /** Edits no server has confirmed. */
  get waiting(): number {
    return this.#waiting.length
  }

  facts(): SavedFacts {
    const now = performance.now()
    const inStep = this.#provider.wsconnected && this.#provider.synced
    if (inStep) this.#inStepAt = now
    return {
      online: (navigator as Partial<Navigator>).onLine ?? true,
      readOnly: this.address.access === 'read',
      inStep,
      silentFor: now - this.#heardAt,
      awayFor: now - this.#inStepAt,
      waiting: this.#waiting.length,
      waitingFor: now - (this.#waiting[0]?.since ?? now),
    }
  }

  /** Once a second: gives up a socket that only looks open. */
  tend(): void {
    const { wsconnected, shouldConnect } = this.#provider
    if (!shouldConnect || !wsconnected || performance.now() - this.#heardAt < deadAfter) return
    this.#provider.disconnect()
    this.connect()
  }

  /** The network is back: no need to wait for the next try. */
  hurry(): void {
    if (this.#provider.shouldConnect) this.#provider.connect()
  }

  /** What was typed here and is not known to be saved. */
  unsent(): TypedText[] {
    return this.#waiting.length === 0 ? [] : unsentText(this.doc, this.doc.clientID, this.#savedClock)
  }

  /** What waits has been put aside for review. */
  giveUp(): void {
    this.#waiting = []
  }

  /** Sends nothing more; the document stays to be read. */
  stop(): void {
    this.#provider.disconnect()
  }

  leave(): void {
    if (this.#sendingPresence) clearTimeout(this.#sendingPresence)
    this.#provider.destroy()
    this.doc.destroy()
  }
}
