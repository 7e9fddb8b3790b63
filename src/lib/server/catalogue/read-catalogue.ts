import type { WholeItem } from '../../reablement/catalogue-item.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { HowTo } from '../../reablement/how-to-use.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { lastChange, readHistory } from './history.ts'
import type { HistoryLine } from './history.ts'
import { readHowTo } from './how-to-use.ts'
import { readAllKits } from './kits.ts'
import type { KitWithState } from './kits.ts'
import { sayUses, usesOf } from './uses.ts'
import { wholeItem, wholeItems } from './whole-items.ts'

/** The catalogue's page. */
export interface CatalogueView {
  /** By name, retired ones too. */
  items: WholeItem[]
  kits: (KitWithState & { history: HistoryLine[] })[]
}

/** Everything there is in the catalogue, and its kits. @throws Problem 'not-signed-in', 'not-allowed'. */
export async function readWholeCatalogue(desk: Desk, who: Colleague | null): Promise<CatalogueView> {
  return perform(desk, who, {
    act: 'view catalogue',
    thing: () => ({ kind: 'catalogue' }),
    work: (tx) => ({
      items: wholeItems(tx),
      kits: readAllKits(tx).map((kit) => ({ ...kit, history: readHistory(tx, ['kit'], kit.id) })),
    }),
  })
}

/** One item's page. */
export interface ItemView {
  item: WholeItem
  /** What it may come after: everything else. */
  others: Pick<WholeItem, 'code' | 'name' | 'retired'>[]
  /** What uses it, in words; '' when it may be deleted. */
  used: string
  /** The newest change of the item itself; 0 when there is none. */
  change: number
  history: HistoryLine[]
  /** How it is used, by language. */
  howTo: HowTo[]
}

/** One item with who changed what of it. @throws Problem 'not-found', 'not-signed-in', 'not-allowed'. */
export async function readItem(desk: Desk, who: Colleague | null, code: string): Promise<ItemView> {
  return perform(desk, who, {
    act: 'view catalogue',
    thing: (tx) => ({ kind: 'catalogue', id: wholeItem(tx, code).code }),
    work: (tx) => ({
      item: wholeItem(tx, code),
      others: wholeItems(tx)
        .filter((one) => one.code !== code)
        .map(({ code: other, name, retired }) => ({ code: other, name, retired })),
      used: sayUses(usesOf(tx, code)),
      change: lastChange(tx, 'item', code),
      history: readHistory(tx, ['item', 'how to use'], code),
      howTo: readHowTo(tx, code),
    }),
  })
}
