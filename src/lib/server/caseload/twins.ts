import { headingOf } from '../../reablement/caseload-columns.ts'
import type { TwinDecision } from '../../reablement/caseload-decisions.ts'
import type { CaseloadFacts, CaseloadRow, RowError } from '../../reablement/caseload-facts.ts'
import type { NamedLine, TwinQuestion } from '../../reablement/caseload-preview.ts'
import { merged, pairsInFile, pairsWithKnown } from '../../reablement/caseload-twins.ts'
import type { Entry, Pair } from '../../reablement/caseload-twins.ts'
import { showNhsNumber } from '../../reablement/nhs-number.ts'
import { shownName } from '../../reablement/person.ts'
import type { CheckedFile } from './check-file.ts'

export type TwinDecisions = ReadonlyMap<string, TwinDecision>

/** The rows that can be used once twins are settled, and what is left to ask. */
export interface SettledTwins {
  rows: CaseloadRow[]
  open: TwinQuestion[]
  /** One for each line that waits for an answer. */
  errors: RowError[]
  /** Another reference → the one its person is known by. Upper case. */
  aliases: ReadonlyMap<string, string>
}

const up = (text: string) => text.toUpperCase()

/**
 * Goes by what was decided about entries that may be one person; lines nobody decided about are left out and asked
 * about. Two people never share an NHS number: of those kept apart, neither line brings it. [choice]
 */
export function settleTwins(
  checked: CheckedFile,
  known: readonly CaseloadFacts[],
  decided: TwinDecisions,
): SettledTwins {
  const here = new Map(known.map((facts) => [up(facts.reference), facts]))
  const aliases = aliasesOf(decided)
  const settling = new Settling(checked, here, aliases, decided)
  settling.withinFile()
  settling.byAlias()
  settling.withKnown(known)
  return { rows: settling.rows(), open: settling.open, errors: settling.errors(), aliases }
}

/** A merge decided once holds for the other reference whenever a file names it. */
function aliasesOf(decided: TwinDecisions): Map<string, string> {
  const aliases = new Map<string, string>()
  for (const [key, { decision, keep }] of decided) {
    const [a = '', b = ''] = key.split('|')
    if (decision !== 'merge' || keep === null || a === b) continue
    aliases.set(up(keep) === a ? b : a, keep)
  }
  return aliases
}

class Settling {
  readonly open: TwinQuestion[] = []
  readonly #rows: Map<number, CaseloadRow>
  /** A line that went into another. */
  readonly #into = new Map<number, number>()
  readonly #waiting = new Map<number, RowError[]>()
  readonly #checked: CheckedFile
  readonly #here: ReadonlyMap<string, CaseloadFacts>
  readonly #aliases: ReadonlyMap<string, string>
  readonly #decided: TwinDecisions

  constructor(
    checked: CheckedFile,
    here: ReadonlyMap<string, CaseloadFacts>,
    aliases: ReadonlyMap<string, string>,
    decided: TwinDecisions,
  ) {
    const all = [...checked.good, ...checked.repeated].sort((a, b) => a.line - b.line)
    this.#rows = new Map(all.map((row) => [row.line, row]))
    this.#checked = checked
    this.#here = here
    this.#aliases = aliases
    this.#decided = decided
  }

  rows(): CaseloadRow[] {
    return [...this.#rows.values()].filter(({ line }) => !this.#waiting.has(line))
  }

  errors(): RowError[] {
    return [...this.#waiting.values()].flat()
  }

  withinFile(): void {
    for (const pair of pairsInFile([...this.#rows.values()])) {
      const bothKnown = this.#isKnown(pair.a) && this.#isKnown(pair.b)
      const sameReference = up(pair.a.facts.reference) === up(pair.b.facts.reference)
      // Known here as two people: that was decided long ago.
      if (bothKnown && !sameReference && pair.likeness !== 'NHS number') continue
      const decision = this.#decided.get(pair.key)
      if (decision?.decision === 'merge') this.#merge(pair, decision)
      else if (decision?.decision === 'apart' && !sameReference) this.#keepApart(pair)
      else
        this.#ask(pair, { merges: bothKnown && !sameReference ? [] : mergesOf(pair), apart: !sameReference })
    }
  }

  #isKnown({ facts }: Entry): boolean {
    return this.#here.has(up(facts.reference))
  }

  #at(line: number | null): number {
    const next = this.#into.get(line ?? 0)
    return next === undefined ? (line ?? 0) : this.#at(next)
  }

  #merge({ a, b }: Pair, { keep }: TwinDecision): void {
    const [first, second] = [this.#at(a.line), this.#at(b.line)]
    const keepsSecond = keep === 'second' || (keep !== 'first' && up(keep ?? '') === up(b.facts.reference))
    const [stays, goes] = keepsSecond ? [second, first] : [first, second]
    const [row, other] = [this.#rows.get(stays), this.#rows.get(goes)]
    if (!row || !other || stays === goes) return
    this.#rows.set(stays, merged(row, other))
    this.#rows.delete(goes)
    this.#into.set(goes, stays)
  }

  #keepApart({ a, b, likeness }: Pair): void {
    if (likeness !== 'NHS number') return
    for (const { line } of [a, b]) this.#withoutNumber(this.#at(line))
  }

  #withoutNumber(line: number): void {
    const row = this.#rows.get(line)
    if (row) this.#rows.set(line, { ...row, nhsNumber: null })
  }

  /** Rows under another reference of somebody known here are theirs. */
  byAlias(): void {
    const taken = new Map([...this.#rows.values()].map((row) => [up(row.reference), row.line]))
    for (const row of this.#rows.values()) {
      const reference = this.#aliases.get(up(row.reference))
      if (reference === undefined || !this.#here.has(up(reference)) || this.#here.has(up(row.reference)))
        continue
      const beside = taken.get(up(reference))
      if (beside === undefined) this.#rows.set(row.line, { ...row, reference })
      else
        this.#wait(row.line, `${lineOf(row)}: this is ${reference}, who is also on line ${String(beside)}.`)
      taken.set(up(reference), row.line)
    }
  }

  withKnown(known: readonly CaseloadFacts[]): void {
    for (const pair of pairsWithKnown(this.rows(), known)) {
      const isKnown = this.#isKnown(pair.a)
      if (isKnown && pair.likeness !== 'NHS number') continue
      const decision = this.#decided.get(pair.key)
      if (decision?.decision === 'apart') this.#leaveNumber(pair)
      else {
        const reference = pair.b.facts.reference
        const merge = { keep: reference, words: `One person: bring ${reference} up to date with this line` }
        this.#ask(pair, { merges: isKnown ? [] : [merge], apart: true })
      }
    }
  }

  #leaveNumber({ a, likeness }: Pair): void {
    if (likeness === 'NHS number') this.#withoutNumber(a.line ?? 0)
  }

  #ask(pair: Pair, may: { merges: TwinQuestion['merges']; apart: boolean }): void {
    const { key, likeness, words, same, differs } = pair
    const [a, b] = [namedOf(pair.a), namedOf(pair.b)]
    this.open.push({
      ...{ key, likeness, words, same, differs, a, b, merges: may.merges },
      mayStayApart: may.apart,
    })
    for (const entry of [pair.a, pair.b]) {
      if (entry.line === null) continue
      const line = this.#at(entry.line)
      if (!this.#waiting.has(line)) this.#wait(line, leftOut(pair, entry))
    }
  }

  /** What a repeated line was refused with says more than that it waits. */
  #wait(line: number, words: string): void {
    const said = this.#checked.repeats.filter((error) => error.line === line)
    const own = { line, column: headingOf('reference'), words }
    this.#waiting.set(line, said.length > 0 ? said : [own])
  }
}

function mergesOf({ a, b }: Pair): TwinQuestion['merges'] {
  const same = up(a.facts.reference) === up(b.facts.reference)
  return [a, b].map((entry, place) => ({
    keep: same ? (place === 0 ? 'first' : 'second') : entry.facts.reference,
    words: `One person: keep line ${String(entry.line)}${same ? '' : ` (${entry.facts.reference})`}, filled up from the other`,
  }))
}

function lineOf({ line }: { line: number | null }): string {
  return `Line ${String(line)}`
}

function namedOf({ facts, line }: Entry): NamedLine {
  const { reference, forename, knownAs, surname } = facts
  return { line: line ?? 0, reference, name: shownName(forename, knownAs, surname) }
}

function leftOut({ a, b, likeness }: Pair, entry: Entry): string {
  const other = entry === a ? b : a
  if (likeness === 'NHS number' && other.line === null) {
    const { nhsNumber, reference } = entry.facts
    return (
      `${lineOf(entry)}: the NHS number ${showNhsNumber(nhsNumber ?? '')} of ${reference} is known here as that of ` +
      `${other.facts.reference}. If they are one person, use one reference; if not, correct the number.`
    )
  }
  const who =
    other.line === null
      ? `${other.facts.reference}, who is known here`
      : `whoever is on line ${String(other.line)}`
  return `${lineOf(entry)}: this may be ${who}: the same ${likeness}. It waits until somebody decides.`
}
