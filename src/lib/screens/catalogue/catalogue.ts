import type { Fault, FieldChange, WholeItem } from '#lib/reablement/catalogue-item.ts'
import type { HowTo } from '#lib/reablement/how-to-use.ts'
import type { ItemDraft } from '#lib/reablement/item-form.ts'
import type { Kit } from '#lib/reablement/kits.ts'

/** Who changed what, and when. */
export interface HistoryLine {
  id: number
  at: string
  by: string
  changes: FieldChange[]
}

export type KitSeen = Kit & { retired: boolean; history: HistoryLine[] }

/** One item’s page. */
export interface ItemSeen {
  item: WholeItem
  others: Pick<WholeItem, 'code' | 'name' | 'retired'>[]
  /** What uses it, in words; '' when it may be deleted. */
  used: string
  change: number
  history: HistoryLine[]
  howTo: HowTo[]
}

/** A form that was refused: what is wrong, and what stood in it. */
export interface Refused {
  problem: string
  faults: readonly Fault[]
  typed?: ItemDraft | undefined
}

/** What a form was answered with, when that was a refusal. */
export function refusedBy(form: Partial<Refused> | null): Refused | null {
  if (form?.problem === undefined) return null
  return { problem: form.problem, faults: form.faults ?? [], typed: form.typed }
}

/** What the list is narrowed to; '' is everything. */
export interface Narrowing {
  text: string
  kind: string
  team: string
  retired: boolean
}

/** The items that fit: every word stands somewhere in the name, the other names, the group or the code. */
export function narrowed(items: readonly WholeItem[], { text, kind, team, retired }: Narrowing): WholeItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter((item) => {
    if (item.retired && !retired) return false
    if ((kind && item.kind !== kind) || (team && item.team !== team)) return false
    const said = [item.name, ...item.aliases, item.group, item.code].join(' ').toLowerCase()
    return words.every((word) => said.includes(word))
  })
}
