import type { Request, Response } from 'express'
import { readChoices } from '../../domain/harvests/service/choices.ts'
import { schemesOnOffer } from '../../domain/loans/service/schemes.ts'
import { citableRequests } from '../../domain/seedlings/service/cited.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { optionsOf } from './draft-view.ts'

/** The first step: for whom (a leader), and which scheme (`?schemeCode=`). */
export async function applyPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const typed = req.problem?.typed ?? {}
  const farmerId = String(typed['farmerId'] ?? '') || queryText(req, 'farmerId')
  const [choices, schemes] = await Promise.all([
    readChoices(req.actor!, farmerId, queryText(req, 'q')),
    schemesOnOffer(),
  ])
  const requests = choices.farmer ? await citableRequests(req.actor!, choices.farmer.id) : []
  const view = formView(req, res, { schemeCode: queryText(req, 'schemeCode') })
  // who comes with a scheme may say all else at once
  const scheme = schemes.find(({ code }) => code === view.form['schemeCode']) ?? null
  // a form that came for nobody in sight keeps its words and asks again for whom
  const mustChoose = req.problem !== undefined && choices.isForOther && choices.farmer === null
  present(req, res, 'loans/apply', {
    ...view,
    title: choices.farmer ? t('applications.apply.title') : t('applications.apply.forWhom'),
    farmer: choices.farmer,
    farmers: choices.farmers,
    isForOther: choices.isForOther,
    q: choices.q,
    mustChoose,
    showsForm: choices.farmer !== null || mustChoose,
    farmerOptions: choices.farmers.map(({ id, fullName }) => ({ value: id, label: fullName })),
    ...optionsOf(res, scheme, schemes, { plots: choices.plots, requests }, view.form),
    showsAll: scheme !== null && choices.farmer !== null,
    schemeCode: queryText(req, 'schemeCode'),
  })
}
