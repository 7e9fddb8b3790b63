import * as Y from 'yjs'
import { readMarks } from '../../page/marks.ts'
import { marksRoot, readRoot } from '../../page/roots.ts'
import type { Marks } from '../../reablement/marks.ts'
import { PageDamaged } from '../storage/page-log.ts'
import type { PageHead, PageLog, StoredPage } from '../storage/page-log.ts'
import type { Change } from './guard.ts'
import { PageIndex } from './page-index.ts'
import { Refusal } from './refusal.ts'

/**
 * One page in memory: the guard's index, always up to date, and the document, brought up to date only when somebody
 * joins, a snapshot is due or two people set one mark at once.
 */
export class OpenPage {
  readonly huddle: string
  readonly index: PageIndex
  /** Where the log stands: what is committed. */
  head: PageHead
  /** Edits in the log since its snapshot. */
  logged: number
  /** Why this page is only what came before the damage, to be read and never written; null when it is whole. */
  readonly damage: PageDamaged | null
  readonly #doc: Y.Doc
  #waiting: Uint8Array[] = []
  #encoded: Uint8Array | null = null
  /** How many edits were logged when a snapshot was last tried and failed. */
  #triedAt = 0

  private constructor(huddle: string, stored: StoredPage, damage: PageDamaged | null) {
    this.huddle = huddle
    this.#doc = documentOf(stored.snapshot ? [stored.snapshot, ...stored.edits] : stored.edits)
    this.index = PageIndex.of(this.#doc)
    this.head = stored.head
    this.logged = stored.edits.length
    this.damage = damage
  }

  /** Reads a page from its log. Throws PageDamaged when what is stored does not fit together. */
  static open(huddle: string, log: PageLog): OpenPage {
    const stored = log.load(huddle)
    try {
      return new OpenPage(huddle, stored, null)
    } catch (error) {
      throw new PageDamaged(huddle, error instanceof Error ? error.message : 'it cannot be read')
    }
  }

  /** What can still be trusted of a damaged page, to be read only. Throws the damage when nothing can. */
  static before(damage: PageDamaged): OpenPage {
    if (!damage.before) throw damage
    return new OpenPage(damage.huddle, damage.before, damage)
  }

  /** Takes an edit the guard let through. It is in the index now, and in the document when that is next asked for. Throws Refusal on a damaged page. */
  stage(bytes: Uint8Array, change: Change): void {
    if (this.damage) throw new Refusal('this page is damaged and can only be read')
    this.index.apply(change)
    this.#waiting.push(bytes)
    this.#encoded = null
  }

  /** The document, up to date. Holds staged edits too: commit before showing it to anybody. */
  document(): Y.Doc {
    if (this.#waiting.length > 0) {
      applyAll(this.#doc, this.#waiting)
      this.#waiting = []
    }
    return this.#doc
  }

  /** The whole document as one update, kept for joiners until the next edit. */
  encoded(): Uint8Array {
    this.#encoded ??= Y.encodeStateAsUpdate(this.document())
    return this.#encoded
  }

  /** What somebody with this state vector lacks, as one update. */
  since(stateVector: Uint8Array): Uint8Array {
    const nothing = stateVector.length === 1 && stateVector[0] === 0
    return nothing ? this.encoded() : Y.encodeStateAsUpdate(this.document(), stateVector)
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.index.stateVector())
  }

  /** Asks the document which of several values of one mark shows, and tells the index. Null: none of this client's. */
  settle(spot: number, client: number): string | null {
    const { episode, key } = this.index.spot(spot)
    const item = this.document()
      .getMap<string>(marksRoot(episode))
      ._map.get(key ?? '')
    if (!item) return null
    const { client: newest, clock } = item.lastId
    this.index.settle(spot, { client: newest, clock, alive: !item.deleted })
    if (item.id.client !== client) return null
    const shown: unknown = item.deleted ? '' : item.content.getContent().at(-1)
    return typeof shown === 'string' ? shown : null
  }

  /** Every episode with a mark on it. */
  marks(): Map<string, Marks> {
    const doc = this.document()
    const found = new Map<string, Marks>()
    for (const name of [...doc.share.keys()]) {
      const root = readRoot(name)
      if (root?.kind === 'marks') found.set(root.episode, readMarks(doc.getMap<unknown>(name).entries()))
    }
    return found
  }

  /** Is a snapshot due, after this many edits since the last, or since the last that failed? */
  wantsSnapshot(after: number): boolean {
    return this.logged - this.#triedAt > after
  }

  /** Puts a snapshot in the place of the logged edits. Everything staged must be committed. `at` is ISO UTC. */
  compact(log: PageLog, at: string): void {
    if (this.damage) throw this.damage
    this.#triedAt = this.logged
    const bytes = this.encoded()
    const again = Y.encodeStateAsUpdate(documentOf([bytes]))
    if (Buffer.compare(bytes, again) !== 0)
      throw new PageDamaged(this.huddle, 'its snapshot reads back differently')
    log.compact(this.huddle, this.head, bytes, at)
    this.logged = 0
    this.#triedAt = 0
  }
}

function documentOf(updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  applyAll(doc, updates)
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('an edit it builds on is missing')
  return doc
}

function applyAll(doc: Y.Doc, updates: Uint8Array[]): void {
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
}
