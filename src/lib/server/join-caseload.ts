import * as Y from 'yjs'
import { csvText } from '../reablement/csv.ts'
import type { ColumnsInput, SideInput, TwinInput } from '../reablement/caseload-decisions.ts'
import type { Looked, ReadingProgress } from '../reablement/caseload-preview.ts'
import type { Colleague } from '../reablement/colleague.ts'
import { hasMarks, marksOf, readMarks } from '../page/marks.ts'
import { episodesOn, noteText } from '../page/note.ts'
import { applyCaseload } from './caseload/apply.ts'
import type { CaseloadFile } from './caseload/check-file.ts'
import { askColumns, forgetMap, saveMap } from './caseload/column-maps.ts'
import { chooseSide, decideTwin } from './caseload/decide.ts'
import { heldFile, holdFile, leaveFile } from './caseload/held-files.ts'
import { previewCaseload } from './caseload/preview.ts'
import { readFiles } from './caseload/read-files.ts'
import { runErrors } from './caseload/runs.ts'
import { planUndo, undoRun } from './caseload/undo.ts'
import { correctStart } from './episodes/correct-start.ts'
import type { CorrectStartInput } from '../reablement/course-inputs.ts'
import type { Live } from './live.ts'
import type { Settings } from './settings.ts'
import type { Desk } from './storage/desk.ts'

type Told = (progress: ReadingProgress) => void

/** What the page of caseload files reads and what its forms do. */
export function joinCaseload(desk: Desk, live: Live, { folder, at }: Settings['caseload']) {
  const changing = async <T>(act: Promise<T>): Promise<T> => {
    const result = await act
    live.caseloadChanged()
    return result
  }
  const said = folder === null ? null : at === null ? 'as soon as they arrive' : `every day from ${at}`
  const look = async (who: Colleague, held: string, told?: Told): Promise<Looked> => {
    const { file, question } = await askColumns(desk, who, held)
    if (question) return { held, question }
    return { held, preview: await previewCaseload(desk, who, file, told) }
  }
  return {
    files: (who: Colleague) => readFiles(desk, who, said),
    hold: (who: Colleague, file: CaseloadFile) => holdFile(desk, who, file),
    look,
    leave: (who: Colleague, held: string) => leaveFile(desk, who, held),
    saveColumns: (who: Colleague, input: ColumnsInput) => saveMap(desk, who, input),
    forgetColumns: (who: Colleague, source: string) => forgetMap(desk, who, source),
    decideTwin: (who: Colleague, input: TwinInput) => decideTwin(desk, who, input),
    chooseSide: (who: Colleague, input: SideInput) => chooseSide(desk, who, input),
    correctStart: (who: Colleague, input: CorrectStartInput) => changing(correctStart(desk, who, input)),
    apply: async (who: Colleague, held: string) =>
      changing(applyCaseload(desk, who, heldFile(desk.storage, held), { held })),
    errors: (who: Colleague, run: string) => runErrors(desk, who, run, csvText),
    planUndo: (who: Colleague, run: string) => planUndo(desk, who, run, writtenAbout(live)),
    undo: (who: Colleague, run: string) => changing(undoRun(desk, who, run, writtenAbout(live))),
  }
}

/** Of whom something stands on the open page: they must not vanish under whoever wrote it. */
function writtenAbout(live: Live): ReadonlySet<string> {
  const page = live.pageNow()
  if (!page) return new Set()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, page)
  const written = [...episodesOn(doc)].filter(
    (id) => noteText(doc, id).trim() !== '' || hasMarks(readMarks(marksOf(doc, id).entries())),
  )
  doc.destroy()
  return new Set(written)
}
