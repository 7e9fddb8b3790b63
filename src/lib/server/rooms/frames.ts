import * as encoding from 'lib0/encoding'
import { messageKinds } from '../../wire/page-messages.ts'

/** Sync messages of y-protocols. */
export const syncKinds = { step1: 0, step2: 1, update: 2 } as const

function frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** "Here is what I have": the state vector, encoded. */
export function step1Frame(stateVector: Uint8Array): Uint8Array {
  return syncFrame(syncKinds.step1, stateVector)
}

/** "Here is what you lack": an update. */
export function step2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(syncKinds.step2, update)
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(syncKinds.update, update)
}

function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, messageKinds.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

export function savedFrame(clock: number, messages: number): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, messageKinds.saved)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint(encoder, messages)
  })
}

/** One client's presence as it stands inside an awareness message. `state` is JSON. */
export function presenceEntry(client: number, clock: number, state: string): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })
}

/** An awareness message of these entries. */
export function presenceFrame(entries: Uint8Array[]): Uint8Array {
  const body = frame((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const entry of entries) encoding.writeUint8Array(encoder, entry)
  })
  return frame((encoder) => {
    encoding.writeVarUint(encoder, messageKinds.awareness)
    encoding.writeVarUint8Array(encoder, body)
  })
}

/** A message as it goes over the wire, websocket header and all: made once, written to as many sockets as need it. */
export function framed(message: Uint8Array): Buffer {
  const { length } = message
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + length)
  // Final, binary, unmasked: RFC 6455, section 5.2.
  bytes[0] = 0x82
  bytes[1] = head === 2 ? length : head === 4 ? 126 : 127
  if (head === 4) bytes.writeUInt16BE(length, 2)
  if (head === 10) bytes.writeBigUInt64BE(BigInt(length), 2)
  bytes.set(message, head)
  return bytes
}
