import type { WholeItem } from './catalogue-item.ts'
import type { Measurement } from './measurement.ts'

/** A measurement as it stands in a form: everything is text. */
export interface MeasureDraft {
  name: string
  hint: string
  unit: string
  least: string
  most: string
}

/** An item as it stands in a form, right or wrong: nothing typed is lost. */
export interface ItemDraft {
  code: string
  name: string
  kind: string
  group: string
  /** Separated by commas. */
  aliases: string
  measurements: MeasureDraft[]
  checkWeight: boolean
  safeLoad: string
  tier: string
  prescriber: string
  supply: string
  returnable: boolean
  band: string
  team: string
  first: string
  notes: string
}

export const emptyMeasure: MeasureDraft = { name: '', hint: '', unit: '', least: '', most: '' }

/** The form of a new item. */
export const emptyDraft: ItemDraft = {
  ...{ code: '', name: '', kind: 'equipment', group: '', aliases: '', measurements: [] },
  ...{ checkWeight: false, safeLoad: '', tier: 'P1', prescriber: '', supply: '', returnable: true },
  ...{ band: 'WD5', team: 'OT', first: '', notes: '' },
}

export function draftOf(item: WholeItem): ItemDraft {
  return {
    ...item,
    aliases: item.aliases.join(', '),
    measurements: item.measurements.map(measureDraftOf),
    safeLoad: item.safeLoad === null ? '' : String(item.safeLoad),
    first: item.first ?? '',
  }
}

function measureDraftOf({ name, hint, unit, range }: Measurement): MeasureDraft {
  const [least, most] = range ? [String(range.least), String(range.most)] : ['', '']
  return { name, hint, unit: unit ?? '', least, most }
}

/** What a form sent: `field` gives a field's text, '' when it is not there; a measurement's are `measure.0.name`. */
export function draftSent(field: (name: string) => string): ItemDraft {
  const measure = (row: number): MeasureDraft => {
    const of = (name: keyof MeasureDraft) => field(`measure.${String(row)}.${name}`)
    return { name: of('name'), hint: of('hint'), unit: of('unit'), least: of('least'), most: of('most') }
  }
  const rows = Math.min(Number(field('measures')) || 0, 50)
  const ticked = (name: string) => field(name) === 'on'
  return {
    ...{ code: field('code'), name: field('name'), kind: field('kind'), group: field('group') },
    aliases: field('aliases'),
    measurements: Array.from({ length: rows }, (_, row) => measure(row)),
    ...{ checkWeight: ticked('checkWeight'), safeLoad: field('safeLoad'), tier: field('tier') },
    ...{ prescriber: field('prescriber'), supply: field('supply'), returnable: ticked('returnable') },
    ...{ band: field('band'), team: field('team'), first: field('first'), notes: field('notes') },
  }
}

/** A draft as `itemInput` reads it: numbers as numbers, nothing as null. A row of a measurement left empty is none. */
export function givenBy(draft: ItemDraft): Record<keyof ItemDraft, unknown> {
  return {
    ...draft,
    code: draft.code.trim().toUpperCase(),
    aliases: draft.aliases
      .split(/[,|]/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== ''),
    measurements: withoutEmpty(draft.measurements).map(measureGiven),
    safeLoad: draft.safeLoad.trim() === '' ? null : Number(draft.safeLoad),
    first: draft.first || null,
  }
}

/** Rows somebody added and left. */
export function withoutEmpty(rows: readonly MeasureDraft[]): MeasureDraft[] {
  return rows.filter((row) => Object.values(row).some((text: string) => text.trim() !== ''))
}

function measureGiven({ name, hint, unit, least, most }: MeasureDraft) {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))
  const none = least.trim() === '' && most.trim() === ''
  const range = none ? null : { least: number(least), most: number(most) }
  return { name, hint, unit: unit || null, range }
}
