import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** The board as it stands: rows, who marked what on the open page. Kept right afterwards by the page and the notices. */
export const load: PageServerLoad = ({ locals }) => answer(locals.service.board(asker(locals)))
