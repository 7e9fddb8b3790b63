import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { Bucket } from '../access/bucket.ts'
import type { Session } from '../access/sessions.ts'
import { closeCodes } from '../../wire/close-codes.ts'
import { framed, savedFrame } from './frames.ts'
import type { Limits } from './limits.ts'

/** How long a closing socket may take to say goodbye, in milliseconds. */
const farewell = 3_000
/** Frames that may still be on their way from it: more is a flood, and reading it would hold everybody up. */
const onTheirWay = 1_000

let connections = 0

/** One open websocket of a page: who is behind it, what it may do, how far it is saved. */
export class Connection {
  /** Counts up; spreads what is done for all connections over the seconds. */
  readonly number = (connections += 1)
  readonly client: number
  readonly presence: Bucket
  session: Session
  mayWrite: boolean
  /** False from the moment it is closed: nothing that still arrives is looked at. */
  open = true
  /** Sync step 2 and update messages taken so far. */
  handled = 0
  /** Its first sync step 2 has come: from now on nothing it sends can build on something unsent. */
  synced = false
  presenceDropped = 0
  /** Steady milliseconds: when its session was last looked up, and when its person was last reported active. */
  checkedAt: number
  touchedAt = -Infinity
  readonly #ws: WebSocket
  readonly #socket: Duplex
  readonly #limits: Limits
  readonly #pings: Bucket
  #saved = { clock: 0, messages: 0 }
  #missedPings = 0
  #behindSeconds = 0

  constructor(parts: {
    ws: WebSocket
    socket: Duplex
    client: number
    session: Session
    mayWrite: boolean
    limits: Limits
    now: number
  }) {
    this.#ws = parts.ws
    this.#socket = parts.socket
    this.#limits = parts.limits
    this.client = parts.client
    this.session = parts.session
    this.mayWrite = parts.mayWrite
    this.checkedAt = parts.now
    this.presence = new Bucket(parts.limits.presencePerSecond, parts.limits.presenceBurst, parts.now)
    this.#pings = new Bucket(parts.limits.pingsPerSecond, parts.limits.pingsBurst, parts.now)
    this.#ws.on('ping', (data) => {
      if (this.#mayPing()) this.#ws.pong(data)
    })
    this.#ws.on('pong', () => {
      if (this.#mayPing()) this.#missedPings = 0
    })
  }

  /** Counts a ping, or a pong: a sign of life even when nobody asked for it. Who floods is cut off; the rest of it costs nothing. */
  #mayPing(): boolean {
    if (!this.open) return false
    if (this.#pings.take(1, performance.now())) return true
    this.cut('faster than people do')
    return false
  }

  /** Sends one message; a reader too far behind is cut off and comes back. */
  send(message: Uint8Array): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return
    this.#ws.send(message)
    if (this.#ws.bufferedAmount > this.#limits.behindBytes) this.cut()
  }

  /** Writes messages that are framed already (`framed`), made once for a whole room. */
  pass(frames: Buffer): void {
    if (frames.length === 0 || this.#ws.readyState !== WebSocket.OPEN) return
    this.#socket.write(frames)
    if (this.#ws.bufferedAmount > this.#limits.behindBytes) this.cut()
  }

  /** Everything sent by `work` leaves in one write. */
  together(work: () => void): void {
    this.#socket.cork()
    try {
      work()
    } finally {
      this.#socket.uncork()
    }
  }

  /** Tells what is on disk: everything written below `clock`, and all messages handled so far. */
  sendSaved(clock: number): void {
    this.#save(clock)
    this.repeatSaved()
  }

  /** The same, framed, to be passed on with other messages. */
  saved(clock: number): Buffer {
    this.#save(clock)
    return framed(savedFrame(this.#saved.clock, this.#saved.messages))
  }

  #save(clock: number): void {
    this.#saved = { clock, messages: this.synced ? this.handled : 0 }
  }

  /** A sign of life: silence means trouble. */
  repeatSaved(): void {
    this.send(savedFrame(this.#saved.clock, this.#saved.messages))
  }

  /** Once a second: ends a connection that reads too slowly or is half open. `second` counts up. */
  tend(second: number): void {
    const behind = this.#ws.bufferedAmount > this.#limits.behindBytes / 128
    this.#behindSeconds = behind ? this.#behindSeconds + 1 : 0
    if (this.#behindSeconds > this.#limits.behindSeconds || this.#missedPings > 2) return this.cut()
    if ((second + this.number) % this.#limits.heartbeat === 0) this.repeatSaved()
    if ((second + this.number) % this.#limits.ping !== 0 || this.#ws.readyState !== WebSocket.OPEN) return
    this.#missedPings += 1
    this.#ws.ping()
  }

  /** Says why and closes. */
  close(code: number, reason: string): void {
    this.open = false
    closePolitely(this.#ws, code, reason)
  }

  /** Ends a connection that would not read a reason, or not stop for it. */
  cut(reason = 'behind'): void {
    this.close(closeCodes.tooSlow, reason)
    this.#ws.terminate()
  }
}

/** Closes with a code, and for good when the other end does not answer, or goes on as if nothing had been said. */
export function closePolitely(ws: WebSocket, code: number, reason: string): void {
  ws.close(code, reason)
  setTimeout(() => ws.terminate(), farewell).unref()
  let frames = 0
  const count = () => {
    frames += 1
    if (frames > onTheirWay) ws.terminate()
  }
  ws.on('message', count).on('ping', count).on('pong', count)
}
