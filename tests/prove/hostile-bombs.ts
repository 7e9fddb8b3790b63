import * as encoding from 'lib0/encoding'
import { messageKinds } from '#lib/wire/page-messages.ts'
import { syncMessage } from './crowd-socket.ts'

/** What a bomb may know: the id it writes as, an episode, somebody else's id and how much they wrote, in many notes. */
export interface Target {
  client: number
  episode: string
  other: number
  written: number
}

type Part = number | string | Uint8Array
/** A varuint for each number, a string with its length for each string, bytes as they are. */
function bytes(...parts: Part[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part)
    else if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeUint8Array(encoder, part)
  }
  return encoding.toUint8Array(encoder)
}
const raw = (...numbers: number[]) => Uint8Array.from(numbers)
const repeated = (part: Uint8Array, times: number) =>
  new Uint8Array(Buffer.concat(Array.from({ length: times }, () => part)))
const fourGiB = 2 ** 32
const most = Number.MAX_SAFE_INTEGER

/** One struct at clock 0 in a root, with this content; nothing deleted. */
const inRoot = (client: number, root: string, ref: number, ...content: Part[]) =>
  bytes(1, 1, client, 0, raw(ref), 1, root, ...content, 0)
const inKey = (client: number, root: string, key: string, ...content: Part[]) =>
  bytes(1, 1, client, 0, raw(0x28), 1, root, key, ...content, 0)
const text = 4
const any = 119

/** Updates nobody's browser ever sends; each must be refused, and nothing of it kept. */
const updates: Record<string, (target: Target) => Uint8Array> = {
  'seven bytes that ask for gigabytes': () => raw(1, 255, 255, 255, 255, 15, 1),
  'a forged client id': ({ other, episode }) => inRoot(other, `note:${episode}`, text, 'not mine'),
  'structs of two clients': ({ client, other, episode }) =>
    bytes(2, ...[client, other].flatMap((who) => [1, who, 0, raw(text), 1, `note:${episode}`, 'x']), 0),
  'one client twice': ({ client, episode }) =>
    bytes(2, ...[0, 1].flatMap((clock) => [1, client, clock, raw(text), 1, `note:${episode}`, 'x']), 0),
  'something that is gone already (GC)': ({ client }) => bytes(1, 1, client, 0, raw(0), 5, 0),
  'a skip': ({ client }) => bytes(1, 1, client, 0, raw(10), 5, 0),
  'a nested type': ({ client, other }) => bytes(1, 1, client, 0, raw(text), 0, other, 0, 'x', 0),
  'a type in a note': ({ client, episode }) => inRoot(client, `note:${episode}`, 7, 1),
  'a format in a note': ({ client, episode }) => inRoot(client, `note:${episode}`, 6, 'bold', '{"a":1}'),
  'an embed in a note': ({ client, episode }) => inRoot(client, `note:${episode}`, 5, '{"image":1}'),
  'bytes in a note': ({ client, episode }) => inRoot(client, `note:${episode}`, 3, fourGiB),
  'JSON in a note': ({ client, episode }) => inRoot(client, `note:${episode}`, 2, 1, '{}'),
  'a document in a note': ({ client, episode }) => inRoot(client, `note:${episode}`, 9, 'guid', raw(118, 0)),
  'JSON nested 30,000 deep': ({ client, episode }) =>
    inRoot(client, `note:${episode}`, 5, '['.repeat(30_000)),
  'arrays nested 30,000 deep in a mark': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, 'how', 1, repeated(raw(117, 1), 30_000)),
  'objects nested 10,000 deep in a mark': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, 'how', 1, repeated(bytes(raw(118, 1), 'a'), 10_000)),
  'a mark with four milliard values': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, 'how', fourGiB, raw(126)),
  'a mark that is a number': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, 'how', 1, raw(125, 1)),
  'a mark of an unknown name': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, 'mood', 1, raw(any), 'ok'),
  'a mark called __proto__': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, '__proto__', 1, raw(any), 'ok'),
  'a mark of an unknown value': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, 'how', 1, raw(any), 'splendid'),
  'a key-safe code': ({ client, episode }) =>
    inKey(client, `marks:${episode}`, 'raised', 1, raw(any), 'key safe 4471'),
  'an unknown root': ({ client }) => inRoot(client, 'secrets', text, 'x'),
  'a root called __proto__': ({ client }) => inRoot(client, '__proto__', text, 'x'),
  'a note of nobody': ({ client }) => inRoot(client, 'note:constructor', text, 'x'),
  'a root with a name of 50,000 letters': ({ client }) => inRoot(client, 'n'.repeat(50_000), text, 'x'),
  'an empty text': ({ client, episode }) => inRoot(client, `note:${episode}`, text, ''),
  'a text that says it is 4 GiB long': ({ client, episode }) =>
    bytes(1, 1, client, 0, raw(text), 1, `note:${episode}`, fourGiB, raw(97, 0)),
  'text that is no UTF-8': ({ client, episode }) =>
    bytes(1, 1, client, 0, raw(text), 1, `note:${episode}`, 2, raw(0xc3, 0x28), 0),
  'a deletion 2^53 long in a note': ({ client, episode }) => inRoot(client, `note:${episode}`, 1, most),
  'a clock beyond counting': ({ client, episode }) =>
    bytes(1, 1, client, most, raw(text), 1, `note:${episode}`, 'x', 0),
  'an edit whose forerunner never comes': ({ client, episode }) =>
    bytes(1, 1, client, 1_000, raw(text), 1, `note:${episode}`, 'x', 0),
  'an unknown neighbour': ({ client }) => bytes(1, 1, client, 0, raw(0x84), 12_345, 7, 'x', 0),
  'a number that never ends': () => repeated(raw(255), 60_000),
  'bytes after the end': ({ client, episode }) =>
    bytes(inRoot(client, `note:${episode}`, text, 'x'), raw(1, 2, 3)),
  'nothing at all': () => raw(),
  'sixty thousand zeros': () => new Uint8Array(60_000),
  'a note of 5,000 letters': ({ client, episode }) =>
    inRoot(client, `note:${episode}`, text, 'x'.repeat(5_000)),
  'everything of somebody deleted': ({ other, written }) => bytes(0, 1, other, 1, 0, written),
  'what nobody wrote deleted': ({ other }) => bytes(0, 1, other, 1, 0, most),
  'an empty deletion': ({ other }) => bytes(0, 1, other, 1, 0, 0),
  'deletions of four milliard clients': () => bytes(0, fourGiB, 1, 0),
  'thirty thousand deletions': ({ other }) =>
    bytes(0, 1, other, 30_000, ...Array.from({ length: 30_000 }, () => raw(0, 1))),
  'a thousand pieces of text, deleted letter by letter': lettersDeleted,
  'sixteen thousand deletions told backwards': ({ client, episode, other }) =>
    bytes(
      1,
      1,
      client,
      0,
      raw(1),
      1,
      `note:${episode}`,
      100_000,
      2,
      ...[
        ...[client, 15_000, ...Array.from({ length: 15_000 }, (_, at) => [90_000 - at * 6, 1]).flat()],
        ...[other, 1, most, 1],
      ],
    ),
}

/** All within the limits by itself: what it must not be is slow. Its note would be too long. */
function lettersDeleted({ client, episode }: Target): Uint8Array {
  const structs: Part[] = [1, 1_000, client, 0, raw(text), 1, `note:${episode}`, 'xxxxxxxxxxxxxxxxxxx']
  for (let piece = 1; piece < 1_000; piece += 1) {
    structs.push(raw(0x84), client, piece * 19 - 1, 'xxxxxxxxxxxxxxxxxxx')
  }
  const letters = 6_000
  const deleted = Array.from({ length: letters }, (_, letter) => [letter * 3, 1]).flat()
  return bytes(...structs, 1, client, letters, ...deleted)
}

function presence(...entries: [client: number, clock: number, state: string][]): Uint8Array {
  return bytes(messageKinds.awareness, encoded(bytes(entries.length, ...entries.flat())))
}
const encoded = (inner: Uint8Array) => bytes(inner.length, inner)

/** Whole messages. Some are refused, some passed over: neither may be applied, nor hold anybody up. */
const messages: Record<string, (target: Target) => Uint8Array | string> = {
  'presence nested deep': ({ client }) => presence([client, 1, '['.repeat(2_000)]),
  'presence nested very deep': ({ client }) => presence([client, 1, '{"a":'.repeat(12_000)]),
  'presence that is no JSON': ({ client }) => presence([client, 1, '{"row":']),
  'presence called __proto__': ({ client }) =>
    presence([client, 1, '{"__proto__":{"row":"x"},"constructor":1,"row":{"toString":1}}']),
  'presence of a million': () => bytes(messageKinds.awareness, encoded(bytes(1e6, raw(1, 1, 0)))),
  'presence of ten thousand others': () =>
    presence(
      ...Array.from({ length: 10_000 }, (_, who): [number, number, string] => [who + 1, most, 'null']),
    ),
  'presence of somebody else': ({ other }) => presence([other, most, '{"user":{"name":"Matron"}}']),
  'presence that says it is 4 GiB long': () => bytes(messageKinds.awareness, fourGiB, raw(1)),
  'a state vector of a milliard': () => bytes(messageKinds.sync, 0, encoded(bytes(1e9, raw(1, 1)))),
  'a state vector of ten thousand': () =>
    syncMessageOfState(Array.from({ length: 10_000 }, (_, who) => [who + 1, most - 1]).flat()),
  'an unknown kind of message': () => raw(77, 1, 2),
  'an unknown step': () => raw(0, 9, 1, 0),
  'a message with no body': () => raw(0),
  'an empty message': () => raw(),
  'a text message': () => '{"type":"hello"}',
  'a message just too large': () => new Uint8Array(64 * 1024 + 1),
  'a message far too large': () => new Uint8Array(3_000_000),
}

function syncMessageOfState(numbers: number[]): Uint8Array {
  return syncMessage(0, bytes(numbers.length / 2, ...numbers))
}

export interface Bomb {
  name: string
  message: (target: Target) => Uint8Array | string
}

/** Every bomb by its name. */
export const bombs: Bomb[] = [
  ...Object.entries(updates).map(([name, update]) => ({
    name,
    message: (target: Target) => syncMessage(2, update(target)),
  })),
  ...Object.entries(messages).map(([name, message]) => ({ name, message })),
]
