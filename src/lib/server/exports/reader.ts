import type { Storage } from '../storage/open.ts'

/** Anything that can be asked: the storage itself or a transaction on it. */
export type Reader = Pick<Storage, 'select'>
