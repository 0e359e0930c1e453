"""Facts that the page on transfer tells its reader."""

import pytest
import torch
from torch import nn
from torchvision.models import ResNet18_Weights, get_model, get_weight, resnet18
from torchvision.transforms import v2


def statistics(model):
    """All buffers, copied."""
    return {name: value.clone() for name, value in model.named_buffers()}


def parameters(model):
    return sum(p.numel() for p in model.parameters())


def test_default_weights_are_a_description_with_1000_classes():
    weights = get_weight("ResNet18_Weights.DEFAULT")
    assert weights is ResNet18_Weights.DEFAULT
    assert len(weights.meta["categories"]) == 1000
    assert weights.meta["num_params"] == parameters(resnet18(weights=None))


def test_the_transforms_resize_crop_and_normalise():
    photo = torch.randint(256, (3, 300, 260), dtype=torch.uint8)
    steps = [v2.Resize(256), v2.CenterCrop(224), v2.ToDtype(torch.float32, scale=True)]
    steps.append(v2.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
    by_hand = v2.Compose(steps)(photo)
    prepared = ResNet18_Weights.DEFAULT.transforms()(photo)
    torch.testing.assert_close(by_hand, prepared, atol=0.02, rtol=0)


def test_a_new_head_answers_with_five_classes():
    model = resnet18(weights=None)
    model.fc = nn.Linear(model.fc.in_features, 5)
    assert model(torch.rand(2, 3, 64, 64)).shape == (2, 5)
    assert parameters(model) == 11_179_077
    assert parameters(model.fc) == 2_565
    assert parameters(model) - parameters(model.fc) == 11_176_512


@pytest.mark.parametrize(
    ("name", "path", "features"),
    [
        ("resnet18", "fc", 512),
        ("mobilenet_v2", "classifier.1", 1280),
        ("convnext_tiny", "classifier.2", 768),
        ("vit_b_16", "heads.head", 768),
    ],
)
def test_where_the_head_is(name, path, features):
    with torch.device("meta"):
        model = get_model(name, weights=None)
    assert model.get_submodule(path).in_features == features


def test_what_is_made_after_freezing_is_not_frozen():
    model = resnet18(weights=None).requires_grad_(False)
    model.fc = nn.Linear(512, 5)
    assert [n for n, p in model.named_parameters() if p.requires_grad] == ["fc.weight", "fc.bias"]


def test_frozen_batch_norms_move_in_training_and_not_in_eval(page):
    model = resnet18(weights=None).requires_grad_(False)
    images = torch.rand(4, 3, 64, 64)
    before = statistics(model)
    model.eval()(images)
    assert all(torch.equal(v, before[n]) for n, v in model.named_buffers())
    page.train_head(model)
    assert model.training
    model(images)
    assert all(torch.equal(v, before[n]) for n, v in model.named_buffers())
    model.train()(images)
    assert not torch.equal(model.bn1.running_mean, before["bn1.running_mean"])


def test_one_step_changed_the_head_only(page):
    changed = [n for n in page.after if not torch.equal(page.after[n], page.before[n])]
    assert changed == ["fc.weight", "fc.bias"]


def test_features_and_head_are_the_model_in_two_parts(page):
    images = torch.rand(2, 3, 64, 64)
    model = resnet18(weights=None).eval()
    expected = model(images)
    head, model.fc = model.fc, nn.Identity()
    torch.testing.assert_close(head(model(images)), expected)
    assert page.features.shape == (4, 512)


def test_the_extractor_gives_maps_from_inside(page):
    images = torch.rand(2, 3, 64, 64)
    found = page.extractor(images)
    assert found["middle"].shape == (2, 128, 8, 8)
    torch.testing.assert_close(found["end"].flatten(1), page.backbone(images))


def test_each_part_has_its_learning_rate(page):
    groups = page.optimizer.param_groups
    assert [group["lr"] for group in groups] == [1e-4, 1e-2]
    assert [len(group["params"]) for group in groups] == [60, 2]


def test_resize_with_one_number_keeps_the_ratio():
    image = torch.zeros(3, 30, 40)
    assert v2.Resize((24, 24))(image).shape == (3, 24, 24)
    assert v2.Resize(24)(image).shape == (3, 24, 32)
    assert v2.Resize(24)(torch.zeros(3, 48, 32)).shape == (3, 36, 24)


def test_photos_of_two_formats_make_a_batch(page):
    assert page.dataset.class_to_idx == {"cat": 0, "dog": 1}
    assert page.batch.shape == (4, 3, 224, 224)


def test_children_of_resnet18_do_what_the_model_does_and_lose_their_names():
    model = resnet18(weights=None).eval()
    images = torch.rand(2, 3, 64, 64)
    wrapped = nn.Sequential(*list(model.children())[:-1], nn.Flatten(), model.fc).eval()
    torch.testing.assert_close(wrapped(images), model(images))
    assert not set(wrapped.state_dict()) & set(model.state_dict())
    assert all(p.requires_grad for p in wrapped.parameters())
    assert len(list(wrapped.parameters())) == 62


def test_children_of_mobilenet_lose_the_pooling(page):
    assert page.wrapped(torch.rand(1, 3, 224, 224)).shape == (1, 1280 * 7 * 7)


def test_pretrained_warns():
    with pytest.warns(UserWarning) as warned:
        resnet18(pretrained=False)
    assert "'pretrained' is deprecated" in str(warned[0].message)


@pytest.mark.parametrize("name", ["layer3", "layer4", "fc"])
def test_all_but_one_part_is_frozen(page, name):
    model = resnet18(weights=None)
    page.freeze_all_but(model, name)
    for path, parameter in model.named_parameters():
        assert parameter.requires_grad == path.startswith(name)


@pytest.mark.parametrize("name", ["resnet18", "mobilenet_v2", "convnext_tiny", "vit_b_16"])
def test_the_head_of_any_model_is_replaced(page, name):
    with torch.device("meta"):
        model = get_model(name, weights=None)
        page.replace_head(model, 7)
        assert model(torch.rand(2, 3, 224, 224)).shape == (2, 7)
