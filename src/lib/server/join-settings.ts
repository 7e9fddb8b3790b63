import type { AddClosureInput, DueOnInput, RemoveClosureInput } from '../reablement/closure-days.ts'
import type { Colleague } from '../reablement/colleague.ts'
import { addClosureDay } from './access/add-closure-day.ts'
import { changeSetting } from './access/change-setting.ts'
import type { ChangeSettingInput } from './access/change-setting.ts'
import { readSettings } from './access/read-settings.ts'
import { removeClosureDay } from './access/remove-closure-day.ts'
import { settleDay } from './huddles/settle-day.ts'
import { readDueOn } from './register/due-on.ts'
import type { Desk } from './storage/desk.ts'

/** What an administrator decides for the service. Every open screen is told, and counts by it from then on. */
export function joinSettings(desk: Desk, changed: () => void) {
  const told = async <T>(act: Promise<T>): Promise<T> => {
    const done = await act
    changed()
    return done
  }
  return {
    read: (who: Colleague) => readSettings(desk, who),
    change: (who: Colleague, input: ChangeSettingInput) => told(changeSetting(desk, who, input, settleDay)),
    addClosure: (who: Colleague, input: AddClosureInput) => told(addClosureDay(desk, who, input, settleDay)),
    /** What a closure day would leave to be dated anew. */
    dueOn: (who: Colleague, input: DueOnInput) => readDueOn(desk, who, input),
    removeClosure: (who: Colleague, input: RemoveClosureInput) =>
      told(removeClosureDay(desk, who, input, settleDay)),
  }
}
