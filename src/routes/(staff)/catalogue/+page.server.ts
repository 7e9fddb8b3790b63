import { answer, asker } from '../../answer.ts'
import { saidInForm, textOf } from '../../form.ts'
import type { Actions, PageServerLoad } from './$types'

/** The catalogue and its kits. */
export const load: PageServerLoad = ({ locals, depends }) => {
  depends('perch:catalogue')
  return answer(locals.service.catalogue.whole(asker(locals)))
}

export const actions: Actions = {
  /** Adds a kit, or changes one. */
  saveKit: async ({ request, locals }) => {
    const who = asker(locals)
    const text = textOf(await request.formData())
    const id = text('id')
    const items = text('items').split(',').filter(Boolean)
    const given = { name: text('name'), key: text('key'), items, ...(id ? { id } : {}) }
    return saidInForm(locals.service.catalogue.saveKit(who, given))
  },
  /** Retires a kit, or takes it back. */
  retireKit: async ({ request, locals }) => {
    const who = asker(locals)
    const text = textOf(await request.formData())
    const which = { id: text('id'), retired: text('retired') === 'on' }
    return saidInForm(locals.service.catalogue.retireKit(who, which))
  },
}
