import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Someone } from './crowd-people.ts'

/** A frame by hand: first byte, then a masked payload of less than 64 KiB. The mask is zeros. */
export function frame(first: number, payload: Uint8Array = new Uint8Array()): Buffer {
  const { length } = payload
  const head =
    length < 126 ? [first, 0x80 | length, 0, 0, 0, 0] : [first, 0xfe, length >> 8, length & 255, 0, 0, 0, 0]
  return Buffer.concat([Buffer.from(head), payload])
}
export const times = (count: number, part: Uint8Array) =>
  Buffer.concat(Array.from({ length: count }, () => part))
export const zeros = (length: number) => new Uint8Array(length)

/** Frames no websocket may send, or that would go on for ever. */
export const badFrames: Record<string, Buffer> = {
  'a reserved bit': frame(0xc2, zeros(3)),
  'another reserved bit': frame(0xa2, zeros(3)),
  'all reserved bits': frame(0xf2, zeros(3)),
  'an unknown kind': frame(0x83, zeros(3)),
  'an unknown control': frame(0x8b, zeros(3)),
  'no mask': Buffer.of(0x82, 3, 0, 0, 0),
  'a ping of 126 bytes': frame(0x89, zeros(126)),
  'a ping of 60,000 bytes': frame(0x89, zeros(60_000)),
  'a ping in pieces': frame(0x09, zeros(3)),
  'a piece of nothing': frame(0x80, zeros(3)),
  'a second beginning': Buffer.concat([frame(0x02, zeros(3)), frame(0x02, zeros(3))]),
  'pieces without end': Buffer.concat([frame(0x02, zeros(1)), times(20_000, frame(0x00, zeros(1)))]),
  'empty pieces without end': Buffer.concat([frame(0x02), times(20_000, frame(0x00))]),
  'a length of 2^63': Buffer.of(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  'a length of 4 GiB': Buffer.of(0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
  'a length written too long': Buffer.of(0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0),
  'a goodbye of one byte': frame(0x88, zeros(1)),
  'a goodbye with a code there is not': frame(0x88, Uint8Array.of(0, 5)),
  'a goodbye that is no UTF-8': frame(0x88, Uint8Array.of(0x03, 0xe8, 0xc3, 0x28)),
  'text that is no UTF-8': frame(0x81, Uint8Array.of(0xc3, 0x28)),
  'two thousand pings': times(2_000, frame(0x89, zeros(125))),
  'two thousand answers nobody asked for': times(2_000, frame(0x8a, zeros(125))),
  'a frame that stops in its middle': Buffer.of(0x82, 0xfe, 0x10, 0x00, 0, 0, 0, 0, 1),
  'a goodbye and more': Buffer.concat([
    frame(0x88, Uint8Array.of(0x03, 0xe8)),
    times(50, frame(0x82, zeros(9))),
  ]),
  'an http request': Buffer.from('GET / HTTP/1.1\r\nHost: perch\r\n\r\n'),
}

/** Beginnings of a conversation that is none. `PATH`, `HOST` and `COOKIE` are put in. */
const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='
const upgrade = `GET PATH HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nCOOKIE\r\nConnection: Upgrade\r\nUpgrade: websocket`
export const badOpenings: Record<string, string> = {
  'no key': `${upgrade}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  'a bad key': `${upgrade}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n`,
  'an old version': `${upgrade}\r\nSec-WebSocket-Version: 7\r\n${key}\r\n\r\n`,
  'a posted upgrade': `${upgrade.replace('GET', 'POST')}\r\nSec-WebSocket-Version: 13\r\n${key}\r\n\r\n`,
  'a handshake that never ends': upgrade,
  'nothing said': '',
  'huge headers': `${upgrade}\r\nX-Filler: ${'x'.repeat(100_000)}\r\n\r\n`,
  'ten thousand headers': `${upgrade}\r\n${'X-A: b\r\n'.repeat(10_000)}\r\n`,
  'an address that is none': `${upgrade.replace('PATH', '/page/%zz//[::?client=')}\r\nSec-WebSocket-Version: 13\r\n${key}\r\n\r\n`,
  'an address of another host': `${upgrade.replace('PATH', 'http://[/page/x')}\r\nSec-WebSocket-Version: 13\r\n${key}\r\n\r\n`,
  'two slashes': `${upgrade.replace('PATH', '//page//')}\r\nSec-WebSocket-Version: 13\r\n${key}\r\n\r\n`,
  'an unwanted protocol': `${upgrade}\r\nSec-WebSocket-Version: 13\r\n${key}\r\nSec-WebSocket-Protocol: ,,;\r\n\r\n`,
  'an unwanted extension': `${upgrade}\r\nSec-WebSocket-Version: 13\r\n${key}\r\nSec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99;;\r\n\r\n`,
  'no http': '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  'two lengths': 'POST /sign-in HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\nabcd',
  'chunks that are none':
    'POST /sign-in HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzzzz\r\n',
  'a form that stops': `POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\nemail=`,
  'a path of 60,000 letters': `GET /${'a'.repeat(60_000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`,
  'a path that is no text': 'GET /%ff%fe%zz HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
  'a cookie that is none':
    'GET /board HTTP/1.1\r\nHost: HOST\r\nCookie: perch=%zz; perch; =;;\r\nConnection: close\r\n\r\n',
  'a method there is not': 'BREW / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
  'no host': 'GET /page HTTP/1.1\r\nConnection: close\r\n\r\n',
}

export interface Opening {
  who: Someone
  path: string
  signedIn: boolean
}

function filledIn(words: string, { who, path, signedIn }: Opening): string {
  const cookie = signedIn ? `Cookie: ${who.cookie}` : 'X-Nothing: 1'
  const host = new URL(who.address).host
  return words.replaceAll('PATH', path).replaceAll('HOST', host).replace('COOKIE', cookie)
}

/** Says this on a socket of its own; resolves when the server ends it (true), or after `patience` milliseconds. */
export function sayRaw(opening: Opening, words: string, patience: number): Promise<boolean> {
  return onSocket(opening, patience, (socket) => socket.write(filledIn(words, opening), 'latin1'))
}

/** Opens a websocket by hand and sends these bytes when it is open; then `again`, as fast as the server takes it. */
export function sendFrames(
  opening: Opening,
  bytes: Buffer,
  patience: number,
  again?: Buffer,
): Promise<boolean> {
  return onSocket(opening, patience, (socket) => {
    socket.write(filledIn(`${upgrade}\r\nSec-WebSocket-Version: 13\r\n${key}\r\n\r\n`, opening))
    socket.once('data', () => {
      socket.write(bytes)
      if (!again) return
      const pour = () => {
        while (socket.writable && socket.write(again));
      }
      socket.on('drain', pour)
      pour()
    })
  })
}

function onSocket({ who }: Opening, patience: number, work: (socket: Socket) => void): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(Number(new URL(who.address).port), '127.0.0.1')
    let gaveUp = false
    const giveUp = setTimeout(() => {
      gaveUp = true
      socket.destroy()
    }, patience)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(giveUp)
      done(!gaveUp)
    })
    socket.on('connect', () => work(socket))
    socket.resume()
  })
}
