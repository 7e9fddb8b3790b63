import type { ReadingProgress } from '../../reablement/caseload-preview.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform, performAsService } from '../access/perform.ts'
import type { Performance } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { checkInTurns } from './check-file.ts'
import type { CaseloadFile, CheckedFile } from './check-file.ts'
import { savedMaps } from './column-maps.ts'
import { compare } from './compare.ts'
import type { Comparison } from './compare.ts'

/** Who imports when nobody is signed in: the nightly command. Said in so many words, so that null is never enough. */
export const theService = 'the service'
export type TheService = typeof theService

type Work<T> = (tx: Transaction, at: string, checked: CheckedFile, comparison: Comparison) => T

/**
 * What a preview and an import have in common: the file is read outside the transaction a few rows at a time, since a
 * large one takes a while and others go on typing; it is compared, and whatever `work` does is done, inside one. A refused file leaves its audit row too.
 */
export async function importCaseload<T>(
  desk: Desk,
  who: Colleague | TheService | null,
  file: CaseloadFile,
  { preview, told }: { preview: boolean; told?: (progress: ReadingProgress) => void },
  work: Work<T>,
): Promise<T> {
  const today = londonDate(desk.clock())
  const checked = await attempt(() => checkInTurns(file, today, savedMaps(desk.storage), told))
  told?.({ phase: 'comparing', done: 0, of: 1 })
  const doing: Performance<T> = {
    act: 'import caseload',
    thing: () => ({ kind: 'caseload' }),
    work: (tx, at) => {
      if (checked instanceof Problem) throw checked
      return work(tx, at, checked, compare(tx, checked, today))
    },
    detail: { preview, sha256: checked instanceof Problem ? null : checked.file.sha256 },
  }
  return who === theService ? performAsService(desk, doing) : perform(desk, who, doing)
}

async function attempt<T>(reading: () => Promise<T>): Promise<T | Problem> {
  try {
    return await reading()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
