import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

const endOfHead = Buffer.from('\r\n\r\n')

/**
 * A websocket client with nothing to spare: thousands of them must cost the driver less than the server. It sends
 * with an all-zero mask, reads unfragmented frames, and answers pings.
 */
export class Wire {
  onMessage: (message: Uint8Array) => void = () => undefined
  closed: string | null = null
  readonly #socket: Socket
  readonly #opened: () => void
  #waiting: Buffer = Buffer.alloc(0)
  #open = false

  constructor(port: number, path: string, cookie: string, opened: () => void) {
    this.#opened = opened
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (data) => this.#read(data))
    this.#socket.on('error', (error) => (this.closed ??= error.message))
    this.#socket.on('close', () => (this.closed ??= 'closed'))
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nOrigin: http://127.0.0.1:${String(port)}\r\n` +
        `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nCookie: perch=${cookie}\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
  }

  get received(): number {
    return this.#socket.bytesRead
  }

  send(message: Uint8Array, opcode = 2): void {
    this.#socket.write(Buffer.concat([headOf(opcode, message.length), message]))
  }

  leave(): void {
    this.closed ??= 'left'
    this.#socket.destroy()
  }

  #read(data: Buffer): void {
    let rest = this.#waiting.length > 0 ? Buffer.concat([this.#waiting, data]) : data
    if (!this.#open) {
      const end = rest.indexOf(endOfHead)
      if (end < 0) return void (this.#waiting = rest)
      if (!rest.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) return this.#refused(rest)
      this.#open = true
      this.#opened()
      rest = rest.subarray(end + 4)
    }
    this.#waiting = this.#frames(rest)
  }

  #refused(answer: Buffer): void {
    this.closed = answer.toString('latin1', 0, 60)
    this.#socket.destroy()
  }

  /** Hands on every whole frame, and returns what is left. */
  #frames(bytes: Buffer): Buffer {
    let at = 0
    while (bytes.length - at >= 2) {
      const short = (bytes[at + 1] ?? 0) & 0x7f
      const head = short === 127 ? 10 : short === 126 ? 4 : 2
      if (bytes.length - at < head) break
      const length =
        short === 127 ? bytes.readUIntBE(at + 4, 6) : short === 126 ? bytes.readUInt16BE(at + 2) : short
      if (bytes.length - at < head + length) break
      this.#frame((bytes[at] ?? 0) & 0x0f, bytes.subarray(at + head, at + head + length))
      at += head + length
    }
    return bytes.subarray(at)
  }

  #frame(opcode: number, body: Buffer): void {
    if (opcode === 2) this.onMessage(body)
    else if (opcode === 9) this.send(body, 10)
    else if (opcode === 8) {
      const code = body.length >= 2 ? String(body.readUInt16BE(0)) : ''
      this.closed = `${code} ${body.toString('utf8', 2)}`
      this.#socket.destroy()
    }
  }
}

function headOf(opcode: number, length: number): Buffer {
  const long = length > 125
  const head = Buffer.alloc(long ? 8 : 6)
  head[0] = 0x80 | opcode
  head[1] = 0x80 | (long ? 126 : length)
  if (long) head.writeUInt16BE(length, 2)
  return head
}
