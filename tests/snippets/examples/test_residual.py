"""Facts that the page on the small residual network tells its reader."""

import pytest
import torch
import torchvision

from snippets.examples.residual_parts import Block


def test_the_network_has_347_498_parameters_most_of_them_in_one_layer(page):
    parts = {n: sum(p.numel() for p in m.parameters()) for n, m in page.model.named_children()}
    assert parts == {"conv": 448, "bn": 32, "block1": 4_704, "block2": 14_624, "fc": 327_690}
    assert parts["fc"] / sum(parts.values()) == pytest.approx(0.94, abs=0.005)


def test_the_block_computes_what_torchvisions_does():
    ours = Block(16, 16)
    theirs = torchvision.models.resnet.BasicBlock(16, 16)
    state = {n: v for n, v in ours.state_dict().items() if n in theirs.state_dict()}
    theirs.load_state_dict(state)
    with torch.no_grad():
        ours.conv1.bias.zero_()
        ours.conv2.bias.zero_()
    x = torch.randn(3, 16, 8, 8)
    torch.testing.assert_close(ours(x), theirs(x))


def test_a_bias_before_a_batch_norm_does_nothing():
    block, x = Block(4, 4), torch.randn(3, 4, 8, 8)
    before = block(x)
    with torch.no_grad():
        block.conv1.bias += 5
    torch.testing.assert_close(block(x), before, atol=1e-4, rtol=0)


def test_the_loss_falls_and_beats_guessing(page):
    assert page.means[1] < page.means[0]
    assert page.right.float().mean() > 0.2


def test_evaluation_repeats_itself_and_changes_nothing(page):
    images = page.test_images[:150]
    before = {n: v.clone() for n, v in page.model.state_dict().items()}
    assert torch.equal(page.answers(page.model, images), page.answers(page.model, images))
    after = page.model.state_dict()
    assert all(torch.equal(after[name], before[name]) for name in after)


def test_every_image_is_shown_once_in_an_epoch(page):
    seen = []

    class Spy(torch.nn.Linear):
        def forward(self, x):
            seen.extend(x[:, 0].tolist())
            return super().forward(x)

    model = Spy(2, 10)
    numbers = torch.arange(70.0).repeat(2, 1).T
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    losses = page.train_epoch(model, optimizer, numbers, torch.zeros(70).long())
    assert sorted(seen) == list(range(70))
    assert len(losses) == 3


def test_rows_of_the_table_are_shares_and_no_share_is_white(page, drawn):
    image = drawn("taken for")[0].images[0]
    torch.testing.assert_close(torch.tensor(image.get_array()).sum(1), torch.ones(len(page.table)))
    assert image.get_clim() == (0, image.get_array().max())


def test_the_most_confused_pair_has_the_largest_share_beside_the_diagonal(page):
    for _ in range(20):
        table = torch.randint(1, 50, (6, 6))
        shares = table / table.sum(dim=1, keepdim=True)
        beside = [shares[i, j] for i in range(6) for j in range(6) if i != j]
        true, taken = page.most_confused(table)
        assert true != taken and shares[true, taken] == max(beside)
