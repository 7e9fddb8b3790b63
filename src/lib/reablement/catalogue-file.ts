import { faultsAround, readItemInput } from './catalogue-item.ts'
import type { Fault, ItemField, ItemInput, ItemKind, WholeItem } from './catalogue-item.ts'
import { kitsAfter, namesIn, placeFaults, readKitPlaces, writeKitPlaces } from './catalogue-file-kits.ts'
import type { KitPlace, KitsAfter, LeftOut, StandingKit } from './catalogue-file-kits.ts'
import { howToInput, plainLines } from './how-to-use.ts'
import { readMeasurements, writeMeasurements } from './measurement.ts'
import type { Measurement } from './measurement.ts'

/** A column of the catalogue's file. */
type Column = 'code' | ItemField | 'howTo' | 'kits'

/**
 * The columns in the order of an export: those of the starter catalogue's own file, then what Perch adds. A file may
 * leave out any but the code: what it leaves out stays as it is here. [choice]
 */
export const catalogueColumns: readonly { column: Column; heading: string }[] = [
  { column: 'code', heading: 'code' },
  { column: 'name', heading: 'name' },
  { column: 'kind', heading: 'category' },
  { column: 'group', heading: 'group' },
  { column: 'aliases', heading: 'aliases' },
  { column: 'measurements', heading: 'measurements' },
  { column: 'checkWeight', heading: 'check_max_user_weight' },
  { column: 'prescriber', heading: 'typical_prescriber' },
  { column: 'tier', heading: 'permission_tier' },
  { column: 'supply', heading: 'supply_method' },
  { column: 'returnable', heading: 'returnable' },
  { column: 'band', heading: 'typical_delivery_band' },
  { column: 'notes', heading: 'notes' },
  { column: 'team', heading: 'team' },
  { column: 'safeLoad', heading: 'safe_working_load_kg' },
  { column: 'first', heading: 'comes_after' },
  { column: 'retired', heading: 'retired' },
  { column: 'howTo', heading: 'how_to_use' },
  { column: 'kits', heading: 'kits' },
]

const categories: Record<ItemKind, string> = {
  equipment: 'equipment',
  adaptation: 'minor adaptation',
  'care technology': 'care technology',
  referral: 'referral',
}

/** Whose queue a request goes to when a file does not say; a referral has no usual one. [choice] */
export const usualTeam: Partial<Record<ItemKind, string>> = {
  equipment: 'OT',
  adaptation: 'MA',
  'care technology': 'CT',
}

/** What stands beside the items: how they are used, in English and by code, and every kit. */
export interface Beside {
  howTo: ReadonlyMap<string, string>
  kits: readonly StandingKit[]
}

/** One item as a row of the file, in the columns' order. */
export function catalogueRow(item: WholeItem, { howTo, kits }: Beside): (string | number | null)[] {
  const written: Partial<Record<Column, string>> = {
    kind: categories[item.kind],
    aliases: item.aliases.join('|'),
    measurements: writeMeasurements(item.measurements),
    ...{ checkWeight: yesOrNo(item.checkWeight), returnable: yesOrNo(item.returnable) },
    ...{ retired: yesOrNo(item.retired), howTo: howTo.get(item.code) ?? '' },
    kits: writeKitPlaces(item.code, kits),
  }
  return catalogueColumns.map(({ column }) => {
    const plain = column === 'howTo' || column === 'kits' ? null : item[column]
    return written[column] ?? (typeof plain === 'string' || typeof plain === 'number' ? plain : null)
  })
}

/** What is wrong with a line, and in which column; '' when it is the line itself. */
export interface LineFault {
  line: number
  column: string
  words: string
}

export interface GoodLine {
  line: number
  item: WholeItem
  /** As it stands here; null: it is new. */
  known: WholeItem | null
  /** How it is used, in English; null: the file does not say. */
  howTo: string | null
  /** The kits it is in; null: the file does not say. */
  kits: KitPlace[] | null
}

export interface CatalogueRead {
  /** Each heading, and whether it is one of ours. */
  columns: { heading: string; known: boolean }[]
  good: GoodLine[]
  /** The codes the file speaks of, bad lines included. */
  mentioned: ReadonlySet<string>
  /** By line. */
  faults: LineFault[]
  kits: KitsAfter
}

interface Around extends Beside {
  items: readonly WholeItem[]
  teams: readonly string[]
}

/** Where each column of ours stands in a file's first line. */
export function findColumns(headings: readonly string[]): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const { column, heading } of catalogueColumns) {
    const at = headings.findIndex((given) => given.trim().toLowerCase() === heading)
    if (at !== -1) found.set(column, at)
  }
  return found
}

/** Reads a file's rows beside the catalogue as it stands; changes nothing. The file must have a column `code`. */
export function readCatalogueRows(
  headings: readonly string[],
  rows: readonly Row[],
  around: Around,
): CatalogueRead {
  const places = findColumns(headings)
  const byCode = new Map(around.items.map((item) => [item.code, item]))
  const faults: LineFault[] = []
  const read = rows.flatMap((row): GoodLine[] => {
    const one = readRow(row, { headings, places, byCode })
    if ('item' in one) return [one]
    faults.push(...one.faults)
    return []
  })
  const placed = withoutWrongPlaces(withoutRepeats(read, faults), around, faults)
  const good = withoutWrongOrder(placed, around, faults)
  const leftOut = rows
    .filter(({ line }) => !good.some((one) => one.line === line))
    .map((row) => leftOutBy(row, places))
  const ours = new Set(places.values())
  return {
    columns: headings.map((heading, at) => ({ heading: heading.trim(), known: ours.has(at) })),
    good,
    mentioned: new Set(rows.map(({ cells }) => codeIn(cells, places))),
    faults: faults.sort((a, b) => a.line - b.line),
    kits: kitsAfter(good, { kits: around.kits, leftOut, items: itemsAfter(good, around.items) }),
  }
}

function leftOutBy({ line, cells }: Row, places: ReadonlyMap<Column, number>): LeftOut {
  return { line, code: codeIn(cells, places), names: namesIn(cells[places.get('kits') ?? -1] ?? '') }
}

function itemsAfter(good: readonly GoodLine[], items: readonly WholeItem[]): WholeItem[] {
  const after = new Map(items.map((item) => [item.code, item]))
  for (const { item } of good) after.set(item.code, item)
  return [...after.values()]
}

interface Row {
  line: number
  cells: string[]
}

interface Reading {
  headings: readonly string[]
  places: ReadonlyMap<Column, number>
  byCode: ReadonlyMap<string, WholeItem>
}

function readRow(
  { line, cells }: Row,
  { headings, places, byCode }: Reading,
): GoodLine | { faults: LineFault[] } {
  const at = `Line ${String(line)}`
  if (cells.length !== headings.length) {
    const words = `${at}: it has ${String(cells.length)} cells, the first line has ${String(headings.length)}. Is a comma not in quotation marks?`
    return { faults: [{ line, column: '', words }] }
  }
  const cell = (column: Column) => {
    const place = places.get(column)
    return place === undefined ? undefined : cells[place]?.trim()
  }
  const code = codeIn(cells, places)
  const known = byCode.get(code) ?? null
  const read = readItemInput(givenBy(cell, code, known))
  const retired = cell('retired') ?? ''
  const faults = 'faults' in read ? read.faults : []
  if (retired !== '' && yesNo(retired) === null) faults.push({ field: 'retired', words: 'Say Y or N.' })
  const howTo = howToBy(cell('howTo'), faults)
  const kits = kitsBy(cell('kits'), faults)
  if ('faults' in read || faults.length > 0) {
    const whose = code === '' ? at : `${at} (${code})`
    return {
      faults: faults.map(({ field, words }) => ({
        line,
        column: headingOf(field),
        words: `${whose}, ${headingOf(field)}: ${words}`,
      })),
    }
  }
  const item = { ...read.item, retired: yesNo(retired) ?? known?.retired ?? false }
  return { line, known, item, howTo, kits }
}

function howToBy(said: string | undefined, faults: Fault[]): string | null {
  if (said === undefined) return null
  const read = howToInput.shape.text.safeParse(plainLines(said))
  if (read.success) return read.data
  faults.push({ field: 'howTo', words: read.error.issues[0]?.message ?? '' })
  return null
}

function kitsBy(said: string | undefined, faults: Fault[]): KitPlace[] | null {
  if (said === undefined) return null
  const read = readKitPlaces(said)
  if ('places' in read) return read.places
  faults.push({ field: 'kits', words: read.words })
  return null
}

function codeIn(cells: readonly string[], places: ReadonlyMap<Column, number>): string {
  return (cells[places.get('code') ?? -1] ?? '').trim().toUpperCase()
}

type Cell = (column: Column) => string | undefined

/** The row as a form would give it; what its file leaves out is as it stands here. */
function givenBy(cell: Cell, code: string, known: WholeItem | null): Record<keyof ItemInput, unknown> {
  const kind = kindIn(cell('kind'), known)
  const words = (column: 'name' | 'group' | 'prescriber' | 'supply' | 'notes') =>
    cell(column) ?? known?.[column] ?? ''
  const answer = (column: 'checkWeight' | 'returnable') => {
    const said = cell(column)
    return said === undefined ? (known?.[column] ?? false) : yesNo(said)
  }
  const aliases = cell('aliases')
    ?.split('|')
    .map((alias) => alias.trim())
  const safeLoad = cell('safeLoad')
  const first = cell('first')
  const choice = (column: 'tier' | 'band') => cell(column)?.toUpperCase() ?? known?.[column]
  return {
    ...{ code, name: words('name'), kind, group: words('group'), notes: words('notes') },
    ...{ prescriber: words('prescriber'), supply: words('supply') },
    aliases: aliases?.filter((alias) => alias !== '') ?? known?.aliases ?? [],
    measurements: measurementsIn(cell('measurements'), known?.measurements ?? []),
    ...{ checkWeight: answer('checkWeight'), returnable: answer('returnable') },
    safeLoad: safeLoad === undefined ? (known?.safeLoad ?? null) : safeLoad === '' ? null : Number(safeLoad),
    ...{ tier: choice('tier'), band: choice('band') },
    team: cell('team')?.toUpperCase() || known?.team || usualTeam[kind as ItemKind] || '',
    first: first === undefined ? (known?.first ?? null) : first.toUpperCase() || null,
  }
}

function kindIn(said: string | undefined, known: WholeItem | null): string | undefined {
  if (said === undefined) return known?.kind
  const found = Object.entries(categories).find(([kind, name]) => [kind, name].includes(said.toLowerCase()))
  return found?.[0]
}

/** A measurement the file names without a unit keeps the unit and the range it has here: other systems know none. [choice] */
function measurementsIn(text: string | undefined, here: readonly Measurement[]): Measurement[] {
  if (text === undefined) return [...here]
  return readMeasurements(text).map((one) => {
    const known = here.find(({ name }) => name.toLowerCase() === one.name.toLowerCase())
    return one.unit === null && known ? { ...one, unit: known.unit, range: known.range } : one
  })
}

const yesOrNo = (answer: boolean) => (answer ? 'Y' : 'N')

function yesNo(said: string): boolean | null {
  if (/^(y|yes|true|1)$/i.test(said)) return true
  return /^(n|no|false|0)$/i.test(said) ? false : null
}

function headingOf(field: string): string {
  const [column] = field.split('.')
  return catalogueColumns.find((one) => one.column === column)?.heading ?? field
}

function withoutRepeats(read: readonly GoodLine[], faults: LineFault[]): GoodLine[] {
  const lines = Map.groupBy(read, ({ item }) => item.code)
  return read.filter(({ line, item: { code } }) => {
    const others = (lines.get(code) ?? []).filter((one) => one.line !== line).map((one) => one.line)
    if (others.length > 0) {
      const words = `Line ${String(line)} (${code}): this code is also on line ${others.join(', ')}. Leave one of them.`
      faults.push({ line, column: 'code', words })
    }
    return others.length === 0
  })
}

function withoutWrongPlaces(read: GoodLine[], { kits }: Around, faults: LineFault[]): GoodLine[] {
  const wrong = new Map(placeFaults(read, kits).map(({ line, words }) => [line, words]))
  return read.filter(({ line, item: { code } }) => {
    const words = wrong.get(line)
    if (words !== undefined)
      faults.push({ line, column: 'kits', words: `Line ${String(line)} (${code}), kits: ${words}` })
    return words === undefined
  })
}

/** A row left out may be what another one waits for: asked again until nothing more falls out. */
function withoutWrongOrder(
  read: GoodLine[],
  { items, teams }: Pick<Around, 'items' | 'teams'>,
  faults: LineFault[],
): GoodLine[] {
  const others = itemsAfter(read, items)
  const wrong = read.flatMap(({ line, item }) =>
    faultsAround(item, { others, teams }).map(({ field, words }) => ({
      ...{ line, column: headingOf(field) },
      words: `Line ${String(line)} (${item.code}), ${headingOf(field)}: ${words}`,
    })),
  )
  if (wrong.length === 0) return read
  faults.push(...wrong)
  const out = new Set(wrong.map(({ line }) => line))
  return withoutWrongOrder(
    read.filter(({ line }) => !out.has(line)),
    { items, teams },
    faults,
  )
}
