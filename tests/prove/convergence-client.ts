import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Session } from '#lib/server/access/sessions.ts'
import { messageKinds } from '#lib/wire/page-messages.ts'
import { episodes, theHuddle } from '../support/page-service.ts'
import type { PageService } from '../support/page-service.ts'

/** Yjs updates the server has confirmed as saved, and updates it has shown to anybody: none may ever be missing. */
export interface Ledger {
  acknowledged: Uint8Array[]
  seen: Uint8Array[]
}

/** Where what came from the server stands apart from what was done here. */
const remote = 'remote'

/** One browser tab on the page, as docs/protocol.md describes it, that can be made to behave badly at any step. */
export class ModelClient {
  readonly session: Session
  readonly doc = new Y.Doc()
  readonly awareness: Awareness
  readonly undo: Y.UndoManager
  /** Close codes the server gave. */
  readonly closes: { code: number; reason: string }[] = []
  readonly #service: PageService
  readonly #ledger: Ledger
  readonly #path: string
  #ws: WebSocket | null = null
  #synced = false
  /** Step 2 and update messages sent on this connection, and how many of them are saved. */
  #sent: Uint8Array[] = []
  #saved = 0
  #lastFrame: Uint8Array | null = null

  constructor(service: PageService, session: Session, ledger: Ledger) {
    this.#service = service
    this.#ledger = ledger
    this.session = session
    const { address, client } = service.rooms.address(session, theHuddle)
    this.#path = `${address}?client=${client}&session=${session.id}`
    this.doc.clientID = client
    this.awareness = new Awareness(this.doc)
    this.undo = new Y.UndoManager(
      episodes.flatMap((episode) => [this.note(episode), this.marks(episode)]),
      { captureTimeout: 0 },
    )
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== remote) this.#sendEdit(2, update)
    })
  }

  note(episode: string): Y.Text {
    return this.doc.getText(`note:${episode}`)
  }

  marks(episode: string): Y.Map<string> {
    return this.doc.getMap<string>(`marks:${episode}`)
  }

  /** Everything said and done here is confirmed, on an open and synchronised connection. */
  get settled(): boolean {
    return this.#ws?.readyState === WebSocket.OPEN && this.#synced && this.#saved === this.#sent.length
  }

  get connected(): boolean {
    return this.#ws !== null
  }

  comeBack(): void {
    if (this.#ws) return
    const ws = new WebSocket(this.#service.origin + this.#path)
    this.#ws = ws
    this.#synced = false
    this.#sent = []
    this.#saved = 0
    ws.on('open', () => {
      this.#frame(0, Y.encodeStateVector(this.doc))
    })
    ws.on('message', (data: Buffer) => {
      if (this.#ws === ws) this.#hear(data)
    })
    ws.on('error', () => undefined)
    ws.on('close', (code, reason) => {
      if (code !== 1006) this.closes.push({ code, reason: reason.toString() })
      if (this.#ws === ws) this.#lost()
    })
  }

  #lost(): void {
    this.#ws = null
    this.#synced = false
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID)
    removeAwarenessStates(this.awareness, others, remote)
  }

  /** The network is gone: no goodbye. */
  goOffline(): void {
    const ws = this.#ws
    if (!ws) return
    this.#lost()
    ws.terminate()
  }

  #hear(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data)
    const kind = decoding.readVarUint(decoder)
    if (kind === messageKinds.saved) {
      decoding.readVarUint(decoder)
      const messages = decoding.readVarUint(decoder)
      this.#ledger.acknowledged.push(...this.#sent.slice(this.#saved, messages))
      this.#saved = messages
    } else if (kind === messageKinds.awareness) {
      applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), remote)
    } else if (kind === messageKinds.sync) {
      this.#hearSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
    }
  }

  #hearSync(step: number, bytes: Uint8Array): void {
    if (step === 0) return this.#sendEdit(1, Y.encodeStateAsUpdate(this.doc, bytes))
    this.#ledger.seen.push(bytes)
    Y.applyUpdate(this.doc, bytes, remote)
    if (step === 1) this.#synced = true
  }

  #sendEdit(step: number, update: Uint8Array): void {
    if (this.#ws?.readyState !== WebSocket.OPEN) return
    this.#sent.push(update)
    this.#lastFrame = this.#frame(step, update)
  }

  #frame(step: number, bytes: Uint8Array): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageKinds.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    const frame = encoding.toUint8Array(encoder)
    this.#ws?.send(frame)
    return frame
  }

  /** Sends the last edit of this connection once more. */
  duplicate(): void {
    const last = this.#sent.at(-1)
    if (!last || !this.#lastFrame || this.#ws?.readyState !== WebSocket.OPEN) return
    this.#sent.push(last)
    this.#ws.send(this.#lastFrame)
  }

  /** Says two things about itself, the later one first. */
  presenceOutOfOrder(row: string): void {
    const earlier = this.#say(row)
    const later = this.#say(null)
    this.#sendPresence(later)
    this.#sendPresence(earlier)
  }

  presence(row: string): void {
    this.#sendPresence(this.#say(row))
  }

  #say(row: string | null): Uint8Array {
    this.awareness.setLocalState({ row })
    return encodeAwarenessUpdate(this.awareness, [this.doc.clientID])
  }

  #sendPresence(update: Uint8Array): void {
    if (this.#ws?.readyState !== WebSocket.OPEN) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageKinds.awareness)
    encoding.writeVarUint8Array(encoder, update)
    this.#ws.send(encoding.toUint8Array(encoder))
  }

  /** Writes, and loses the connection when half of the message has left. */
  dropMidSend(work: () => void): void {
    const ws = this.#ws
    if (ws?.readyState !== WebSocket.OPEN) return
    const socket = (ws as unknown as { _socket: Socket })._socket
    this.#lost()
    const before = Y.encodeStateVector(this.doc)
    work()
    const payload = Y.encodeStateAsUpdate(this.doc, before)
    socket.write(Buffer.concat([Buffer.of(0x82, 0xfe, payload.length >> 8, payload.length & 255), payload]))
    ws.terminate()
  }

  /** The tab is closed; what was not sent is gone with it. */
  leave(): void {
    this.goOffline()
    this.awareness.destroy()
    this.undo.destroy()
    this.doc.destroy()
  }
}
