internal import CKernels
internal import Tensors

/// One transformer layer both ways: attention between tokens, then each token by itself, normalised behind each half.
///
/// With x the input: y = norm(x + drop(output(attention(x)))), result = norm(y + drop(down(activation(up(y))))).
/// Source: Vaswani et al. 2017; dropout stands where BERT has it (Devlin et al. 2019).
struct TrainableLayer: Sendable {
    let index: Int
    let attention: TrainableAttention
    let projection, output, up, down: TrainableLinear
    /// Narrow layers behind either half, where there are any.
    let attentionBottleneck, feedForwardBottleneck: TrainableBottleneck?
    let attentionNorm, feedForwardNorm: TrainableNorm
    let activation: KernelActivation
    var size: Int { output.outputs }
    var innerSize: Int { up.outputs }

    var linears: [TrainableLinear] {
        [projection, output, up, down] + (attentionBottleneck?.linears ?? [])
            + (feedForwardBottleneck?.linears ?? [])
    }

    var parameters: [Parameter] {
        projection.parameters + output.parameters + (attentionBottleneck?.parameters ?? [])
            + attentionNorm.parameters + up.parameters + down.parameters
            + (feedForwardBottleneck?.parameters ?? []) + feedForwardNorm.parameters
    }

    /// Runs over neighbouring texts of a batch.
    func forward(_ batch: TrainingBatch, _ texts: Range<Int>, _ kept: LayerActivations, _ dropout: Dropout?) {
        let place = Place(batch.rows(of: texts), size: size, inner: innerSize)
        projection(
            place.count, kept.input.pointer + place.state, to: kept.projected.pointer + place.projected)
        let scratch = TrainableAttention.Scratch(
            longest: texts.map { batch.range(of: $0).count }.max() ?? 0, headSize: attention.headSize)
        for text in texts {
            let range = batch.range(of: text)
            attention(
                row: range.lowerBound, tokens: range.count,
                kept.projected.pointer + range.lowerBound * 3 * size,
                dropout, scratch, to: kept.context.pointer + range.lowerBound * size)
        }
        output(place.count, kept.context.pointer + place.state, to: kept.attended.pointer + place.state)
        if let own = kept.attentionBottleneck { attentionBottleneck?.forward(place.rows, kept.attended, own) }
        join(kept.attended, kept.input, place, .attention, dropout)
        attentionNorm(
            place.count, kept.attended.pointer + place.state, to: kept.middle.pointer + place.state)
        up(place.count, kept.middle.pointer + place.state, to: kept.inner.pointer + place.inner)
        let activated = FloatBuffer(count: place.count * innerSize)
        kernel_activate(
            Kernels.level, activation, activated.count, kept.inner.pointer + place.inner, activated.pointer)
        down(place.count, activated.pointer, to: kept.sum.pointer + place.state)
        if let own = kept.feedForwardBottleneck { feedForwardBottleneck?.forward(place.rows, kept.sum, own) }
        join(kept.sum, kept.middle, place, .feedForward, dropout)
        feedForwardNorm(place.count, kept.sum.pointer + place.state, to: kept.output.pointer + place.state)
    }

    /// states = drop(states) + residual.
    private func join(
        _ states: FloatBuffer, _ residual: FloatBuffer, _ place: Place, _ site: Dropout.Site.Place,
        _ dropout: Dropout?
    ) {
        let rows = states.pointer + place.state
        let count = place.count * size
        dropout?(.init(layer: index, place: site), first: place.state, count: count, rows, to: rows)
        kernel_add(Kernels.level, count, residual.pointer + place.state, rows)
    }

    /// Where the rows of some texts begin in a batch's buffers.
    private struct Place {
        let rows: Range<Int>
        let count, state, inner, projected: Int

        init(_ rows: Range<Int>, size: Int, inner width: Int) {
            self.rows = rows
            count = rows.count
            state = rows.lowerBound * size
            inner = rows.lowerBound * width
            projected = state * 3
        }
    }

    /// Runs back over neighbouring texts, from the gradient of the output to that of the input.
    ///
    /// The latter is left out when nothing below is trained. What was kept before the norms and the activation is replaced by what they made of it.
    func backward(
        _ batch: TrainingBatch, _ texts: Range<Int>, _ kept: LayerActivations, _ gradients: LayerGradients,
        _ dropout: Dropout?, needsInput: Bool
    ) {
        let place = Place(batch.rows(of: texts), size: size, inner: innerSize)
        let (rows, state) = (place.count, place.state)
        feedForwardNorm.backward(
            rows, input: kept.sum.pointer + state, gradients.output.pointer + state,
            to: gradients.sum.pointer + state)
        split(gradients.sum, to: gradients.down, place, .feedForward, dropout)
        if let own = kept.feedForwardBottleneck {
            feedForwardBottleneck?.backward(place.rows, gradients.down, own)
        }
        down.backward(rows, gradients.down.pointer + state, to: gradients.inner.pointer + place.inner)
        kernel_activation_backward(
            Kernels.level, activation, rows * innerSize, kept.inner.pointer + place.inner,
            gradients.inner.pointer + place.inner)
        up.backward(rows, gradients.inner.pointer + place.inner, to: gradients.middle.pointer + state)
        kernel_add(
            Kernels.level, rows * size, gradients.sum.pointer + state, gradients.middle.pointer + state)

        attentionNorm.backward(
            rows, input: kept.attended.pointer + state, gradients.middle.pointer + state,
            to: gradients.attended.pointer + state)
        split(gradients.attended, to: gradients.attention, place, .attention, dropout)
        if let own = kept.attentionBottleneck {
            attentionBottleneck?.backward(place.rows, gradients.attention, own)
        }
        output.backward(rows, gradients.attention.pointer + state, to: gradients.context.pointer + state)
        let scratch = TrainableAttention.Scratch(
            longest: texts.map { batch.range(of: $0).count }.max() ?? 0, headSize: attention.headSize)
        for text in texts {
            let range = batch.range(of: text)
            let first = range.lowerBound * size
            attention.backward(
                row: range.lowerBound, tokens: range.count, kept.projected.pointer + 3 * first, dropout,
                scratch,
                gradients.context.pointer + first, to: gradients.projected.pointer + 3 * first)
        }
        guard needsInput else { return }
        projection.backward(
            rows, gradients.projected.pointer + place.projected, to: gradients.input.pointer + state)
        kernel_add(
            Kernels.level, rows * size, gradients.attended.pointer + state, gradients.input.pointer + state)
    }

    /// The gradient behind a half's dropout.
    private func split(
        _ gradient: FloatBuffer, to output: FloatBuffer, _ place: Place, _ site: Dropout.Site.Place,
        _ dropout: Dropout?
    ) {
        let (from, to) = (gradient.pointer + place.state, output.pointer + place.state)
        let count = place.count * size
        guard let dropout else { return to.update(from: from, count: count) }
        dropout(.init(layer: index, place: site), first: place.state, count: count, from, to: to)
    }

    /// What adds a batch's gradients to the parameters', when all its texts have been run back.
    func accumulation(tokens: Int, _ kept: LayerActivations, _ gradients: LayerGradients) -> GradientWork {
        var work = down.accumulation(rows: tokens, input: kept.inner, gradient: gradients.down)
        work.append(up.accumulation(rows: tokens, input: kept.middle, gradient: gradients.inner))
        work.append(
            projection.accumulation(rows: tokens, input: kept.input, gradient: gradients.projected))
        work.append(output.accumulation(rows: tokens, input: kept.context, gradient: gradients.attention))
        work.append(
            feedForwardNorm.accumulation(rows: tokens, standard: kept.sum, gradient: gradients.output))
        work.append(
            attentionNorm.accumulation(rows: tokens, standard: kept.attended, gradient: gradients.middle))
        if let own = kept.attentionBottleneck, let layer = attentionBottleneck {
            work.append(layer.accumulation(tokens: tokens, own))
        }
        if let own = kept.feedForwardBottleneck, let layer = feedForwardBottleneck {
            work.append(layer.accumulation(tokens: tokens, own))
        }
        return work
    }
}
