import type { ChecklistQuestion } from '../checklist.ts'
import type { VisitKind } from '../kinds.ts'
import { forest, loanSurvey, postHarvest } from './business.ts'
import { pests, planting, routine, survival } from './field.ts'

/** The checklists as they come with the service; an office may edit them. */
export const shippedChecklists: Record<
  VisitKind,
  { name: string; questions: ChecklistQuestion[] }
> = {
  routine: { name: 'Kunjungan rutin', questions: routine },
  pest: { name: 'Hama dan penyakit', questions: pests },
  planting: { name: 'Penanaman', questions: planting },
  survival: { name: 'Tanaman hidup', questions: survival },
  'post-harvest': { name: 'Panen dan pascapanen', questions: postHarvest },
  'loan-survey': { name: 'Survei pinjaman', questions: loanSurvey },
  forest: { name: 'Kopi di kawasan hutan', questions: forest },
}
