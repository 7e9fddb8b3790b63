import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { clientOf, pageName, tokenOf } from './cast.ts'

/** How one server is spoken to, where it differs from the y-websocket protocol. */
export interface Contender {
  name: string
  file: string
  /** What stands before every message; empty but for Hocuspocus. */
  prefix: (page: number) => Uint8Array
  path: (page: number, seat: number, sitting: number) => string
  cookie: (page: number, seat: number) => string
  /** Does it answer a sync step 1? The relay only passes it on. */
  syncs: boolean
  /** A message that must come before any other. */
  first: Uint8Array | null
  /** Reads "saved" and "synced": how many messages of mine it says it has; null when it is something else. */
  acknowledges: (kind: number, decoder: decoding.Decoder, before: number) => number | null
}

const nothing = new Uint8Array()
const encoded = (write: (encoder: encoding.Encoder) => void) => encoding.encode(write)
const plain = { prefix: () => nothing, cookie: () => '', first: null, acknowledges: () => null }

export const contenders: Contender[] = [
  { ...plain, name: 'bare ws relay', file: 'relay', path: (page) => `/${pageName(page)}`, syncs: false },
  {
    ...plain,
    name: 'Perch',
    file: 'perch',
    syncs: true,
    path: (page, seat, sitting) => `/page/${pageName(page)}/1?client=${String(clientOf(seat, sitting))}`,
    cookie: tokenOf,
    acknowledges: (kind, decoder) => {
      if (kind !== 100) return null
      decoding.readVarUint(decoder)
      return decoding.readVarUint(decoder)
    },
  },
  {
    ...plain,
    name: '@hocuspocus/server 4.7.0 + SQLite',
    file: 'hocuspocus',
    syncs: true,
    path: () => '/',
    prefix: (page) => encoded((encoder) => encoding.writeVarString(encoder, pageName(page))),
    first: encoded((encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'token')
      encoding.writeVarString(encoder, '4.7.0')
    }),
    acknowledges: (kind, _decoder, before) => (kind === 8 ? before + 1 : null),
  },
  {
    ...plain,
    name: '@y/websocket-server 0.1.1',
    file: 'reference',
    syncs: true,
    path: (page) => `/${pageName(page)}`,
  },
]
