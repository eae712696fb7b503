internal import Phrases

/// Which verbs need texts with one label each, and what does their work where texts may have several.
public enum SeveralLabels {
    /// What to do instead of a verb; nil for a verb that takes several labels a text.
    public static func instead(of verb: String) -> String? {
        switch verb {
        case "calibrate":
            phrase(
                "threshold model on …  chooses the probability from which each label is given",
                zh: "threshold 模型 on …  选择每个标签从多大概率起给出")
        case "reliability":
            phrase(
                "report shows how often each label is right; threshold chooses when it is given",
                zh: "report 给出每个标签的对错；threshold 选择何时给出")
        case "mistakes":
            phrase(
                "predict model on …  shows the labels of every text beside the data's",
                zh: "predict 模型 on …  在数据的标签旁列出每篇文本的预测")
        case "tune":
            phrase(
                "crossvalidate the recipes that are to be tried, side by side",
                zh: "用 crossvalidate 并排比较要尝试的几个配方")
        case "curve":
            phrase(
                "crossvalidate the recipe on samples of several sizes", zh: "在几个大小不同的样本上用 crossvalidate")
        case "balance":
            phrase(
                "class_weight: balanced  in the head lets rare labels count more",
                zh: "在分类头中写  class_weight: balanced ，让少见的标签更重要")
        case "faithfulness", "stress":
            phrase(
                "explain … label L  shows one label's score, and occlusion what changes without a word",
                zh: "explain … label L  解释一个标签的得分；by occlusion 显示去掉一个词后的变化")
        case "finetune":
            phrase(
                "finetune on texts with one label each, or fit a head on the encoder as it is",
                zh: "在每篇只有一个标签的文本上微调，或直接用原来的编码器训练分类头")
        case "update":
            phrase(
                "append the new texts to the old ones and fit again", zh: "用 append 把新文本接到旧文本之后，重新 fit")
        default: nil
        }
    }
}
