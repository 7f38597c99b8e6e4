namespace MakingItWork.Rules.Classification;

/// <summary>How a model is trained.</summary>
/// <param name="Name">What the new model is called, such as "retrained".</param>
/// <param name="Version">Its version, such as "2026-11-22.1".</param>
/// <param name="Evidence">Name and version of the evidence file, which names the taxonomy; with a base it must be that of the base.</param>
/// <param name="Base">The model to start from. The new one stays near it wherever the texts do not speak against it, so a few dozen corrections are enough.</param>
/// <param name="Passes">How often every text is learnt from.</param>
/// <param name="Rate">How far one text moves a weight.</param>
/// <param name="Pull">How strongly weights are pulled back to the base, or to 0.</param>
/// <param name="HeldOut">Texts that no weight is learnt from: they only help to set probabilities and thresholds. None: the folds do alone.</param>
/// <param name="Folds">Parts for calibration and figures: texts of one source are never in two parts.</param>
public sealed record TrainingOptions(
    string Name,
    string Version,
    string Evidence = "hazard-evidence.v1",
    ClassifierModel? Base = null,
    int Passes = 20,
    double Rate = 0.2,
    double Pull = 0.01,
    int Folds = 5,
    IReadOnlyList<LabelledText>? HeldOut = null);

/// <summary>A new model and how it did on parts of the texts that it was not trained on.</summary>
/// <param name="Model">The model, trained on all texts.</param>
/// <param name="Figures">Measured by cross-validation: each text by a model that saw no text of its source.</param>
public sealed record TrainedModel(ClassifierModel Model, ModelFigures Figures);
