import type { Rule } from './rule.js'

/** An approach names the layer it fills, and that layer lists it; both agree. */
export const layersAndApproachesAgree: Rule = (view, problems) => {
  const layers = new Map(view.items('layers').map(({ value }) => [value.id, value]))
  const approaches = new Map(view.items('approaches').map(({ value }) => [value.id, value]))
  for (const { value, path } of view.items('approaches')) {
    const layer = layers.get(value.layer)
    if (layer === undefined || layer['filled-by']?.includes(value.id)) continue
    problems.add('layer-filled-by', [...path, 'layer'], `the layer \`${layer.id}\` does not list \`${value.id}\` under \`filled-by\``, {
      hint: `add \`${value.id}\` there, or name another layer here`,
    })
  }
  for (const { value, path } of view.items('layers')) {
    for (const [index, id] of (value['filled-by'] ?? []).entries()) {
      const approach = approaches.get(id)
      if (approach === undefined || approach.layer === value.id || !view.ids('layer').names.has(approach.layer)) continue
      problems.add(
        'layer-filled-by',
        [...path, 'filled-by', index],
        `\`${id}\` fills the layer \`${approach.layer}\`, not \`${value.id}\``,
        {
          hint: 'remove it here, or change the layer of the approach',
        },
      )
    }
  }
}

/** A layer has either approaches that fill it or a plan of its own; only the second kind may depend on a condition. */
export const layersHaveContent: Rule = (view, problems) => {
  for (const { value, path } of view.items('layers')) {
    const filled = (value['filled-by'] ?? []).length > 0
    if (filled && value.plan !== undefined) {
      problems.add('layer-plan', [...path, 'plan'], `\`${value.id}\` is filled by approaches, so its content comes from their plans`, {
        at: 'key',
        hint: 'move the content to `plans`, or remove `filled-by`',
      })
    }
    if (!filled && value.plan === undefined) {
      problems.add('layer-plan', [...path, 'id'], `no approach fills \`${value.id}\` and it has no plan of its own`, {
        hint: 'add `filled-by:` or `plan:`',
      })
    }
    if (filled && value.when !== undefined) {
      problems.add(
        'layer-when',
        [...path, 'when'],
        `\`${value.id}\` is filled by approaches, and whether it belongs to the plan follows from them`,
        {
          at: 'key',
          hint: 'remove `when`, or put conditions on the texts',
        },
      )
    }
  }
}

/** Every approach has plan content. */
export const approachesHavePlans: Rule = (view, problems) => {
  const plans = view.raw['plans']
  if (typeof plans !== 'object' || plans === null || Array.isArray(plans)) return
  for (const { value, path } of view.ids('approach').all) {
    if (Object.hasOwn(plans, value)) continue
    problems.add('plan-missing', path, `there is no plan for \`${value}\``, { hint: `add \`${value}:\` under \`plans\`` })
  }
}
